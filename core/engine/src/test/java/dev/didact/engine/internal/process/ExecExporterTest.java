package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Receipt.Skipped;
import dev.didact.api.data.Receipt.Written;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Contexts;
import dev.didact.engine.internal.host.PluginFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecExporterTest {
    private static final List<DecidedSample> SAMPLES =
            List.of(Given.decided("the salt, dissolved", new Verdict.Accepted()), Given.refused("wrong words"));

    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    private Receipt export(String program) throws Exception {
        Path target = Files.createDirectories(folder.resolve("target"));
        var config = new JobConfig(
                List.of("python3", program), Map.of(), List.of(), Map.of(), List.of(), Duration.ofSeconds(60));
        try (var writer = new ExecExporter().open(config, target, Contexts.at(folder))) {
            return writer.write(SAMPLES);
        }
    }

    @Test
    void theExampleWritesATableOfTheAcceptedAnswers() throws Exception {
        Receipt receipt = export(Python.EXAMPLES.resolve("exporter.py").toString());

        assertThat(receipt)
                .isEqualTo(new Receipt(List.of(new Written("accepted.csv", 1)), List.of(new Skipped("rejected", 1))));
        assertThat(folder.resolve("target/accepted.csv"))
                .content()
                .isEqualToNormalizingNewlines(
                        "ref,question,answer,licence\n1/1,Write.,\"the salt, dissolved\",CC0-1.0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "print('done')                                              | wrote no {\"receipt\"",
                "print('{\"receipt\": {\"files\": [{\"file\": \"a.csv\", \"samples\": 1}]}}')  | says that it wrote [a.csv], and in the folder there is []",
                "open(os.environ['DIDACT_OUTPUT'] + '/b', 'w'); print('{\"receipt\": {}}') | says that it wrote [], and in the folder there is [b]",
                "print('{\"receipt\": {}}'); sys.exit('disk full')          | ended with exit code 1; its last lines: disk full"
            })
    void anExportThatIsNotWhatItSaysFails(String program, String message) {
        Python.script(folder, "export.py", "import os, sys\n" + program);
        assertThatThrownBy(() -> export("export.py"))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining(message);
    }

    @Test
    void aReceiptThatIsNotOfTheProtocolIsNone() {
        Python.script(folder, "export.py", "print('{\"receipt\": {\"files\": [{\"file\": \"a.csv\"}]}}')");
        assertThatThrownBy(() -> export("export.py"))
                .isInstanceOf(PluginFault.class)
                .hasMessageContaining("does not say how many samples that is; its line: {\"receipt\"");
    }
}
