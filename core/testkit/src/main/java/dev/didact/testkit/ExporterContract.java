package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every exporter.
///
/// @param <C> the configuration record
public abstract class ExporterContract<C extends Record> {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    /// The exporter.
    protected abstract Exporter<C> exporter();

    /// A configuration.
    protected abstract C config();

    /// What to write.
    protected List<DecidedSample> samples() {
        return List.of(
                Decided.accepted("3/1", "2+2", "4"),
                Decided.rejected("3/2", "2+2", "5"),
                Decided.quarantined("3/3", "2+2", "?"),
                Decided.accepted("3/4", "say \"ä\u2028\n\"", "\u0001\t\\ 😀"));
    }

    /// The context to open it in.
    protected Context context() {
        return FakeContext.withRandomSeed(7);
    }

    /// What an export wrote: its receipt, and its files by name.
    ///
    /// @param receipt what it says
    /// @param files the text of each file
    protected record Export(Receipt receipt, Map<String, String> files) {
        /// The lines of a file.
        public List<String> lines(String file) {
            return files.getOrDefault(file, "").lines().toList();
        }
    }

    /// Exports the samples into a fresh folder.
    protected final Export export(C config, List<DecidedSample> samples)
            throws DidactException, IOException, InterruptedException {
        Path empty = Files.createTempDirectory(folder, "export");
        try (Exporter.Writer writer = exporter().open(config, empty, context())) {
            return new Export(writer.write(samples), files(empty));
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void theSameSamplesGiveTheSameBytes() throws Exception {
        assertThat(export(config(), samples())).isEqualTo(export(config(), samples()));
    }

    @Test
    void theReceiptNamesTheFilesThatAreThere() throws Exception {
        Export export = export(config(), samples());
        assertThat(export.receipt().files().stream().map(Receipt.Written::file))
                .containsExactlyInAnyOrderElementsOf(export.files().keySet());
    }

    @Test
    void anExportOfNothingSucceeds() throws Exception {
        Export export = export(config(), List.of());
        assertThat(export.receipt().files()).allMatch(file -> file.samples() == 0);
        assertThat(export.receipt().skipped()).isEmpty();
    }
}
