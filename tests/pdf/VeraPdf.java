import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates each file against each flavour in one JVM; a line per pair: file, flavour, true/false/error, failed rules. */
public class VeraPdf {
    public static void main(String[] dateien) {
        VeraGreenfieldFoundryProvider.initialise();
        for (String datei : dateien) {
            for (String name : new String[] {"2a", "ua1"}) {
                System.out.println(datei + "\t" + name + "\t" + pruefe(datei, PDFAFlavour.byFlavourId(name)));
            }
        }
    }

    static String pruefe(String datei, PDFAFlavour standard) {
        try (InputStream strom = new FileInputStream(datei);
                PDFAParser parser = Foundries.defaultInstance().createParser(strom, standard);
                PDFAValidator pruefer = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult ergebnis = pruefer.validate(parser);
            TreeSet<String> regeln = new TreeSet<>();
            for (TestAssertion aussage : ergebnis.getTestAssertions()) {
                if (aussage.getStatus() == TestAssertion.Status.FAILED) {
                    regeln.add(aussage.getRuleId().getClause() + "-" + aussage.getRuleId().getTestNumber());
                }
            }
            return ergebnis.isCompliant() + "\t" + String.join(" ", regeln);
        } catch (Throwable fehler) {
            return "error\t" + fehler.toString().replaceAll("\\s+", " ");
        }
    }
}
