import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files by veraPDF as PDF/UA-1 and PDF/A-3b: one line a file and standard, then each rule that is broken. */
public class Conformance {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_B}) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
                    ValidationResult result = validator.validate(parser);
                    System.out.println((result.isCompliant() ? "pass " : "FAIL ") + flavour + " " + file);
                    Set<String> seen = new TreeSet<>();
                    for (TestAssertion test : result.getTestAssertions()) {
                        String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                        if (test.getStatus() == TestAssertion.Status.FAILED && seen.add(rule)) {
                            System.out.println("  " + rule + " " + test.getMessage());
                        }
                    }
                }
            }
        }
    }
}
