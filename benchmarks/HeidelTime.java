import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;

/** HeidelTime over text files in one process: its settings, the articles' day, the files. */
public final class HeidelTime {
    public static void main(String[] args) throws Exception {
        HeidelTimeStandalone heideltime =
                new HeidelTimeStandalone(
                        Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, args[0], POSTagger.TREETAGGER);
        Date day = Date.from(Instant.parse(args[1] + "T12:00:00Z"));
        int found = 0;
        for (int i = 2; i < args.length; i++) {
            found += heideltime.process(Files.readString(Path.of(args[i])), day).split("<TIMEX3 ", -1).length - 1;
        }
        System.out.println(found);
    }
}
