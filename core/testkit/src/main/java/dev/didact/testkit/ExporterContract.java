package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Material;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What holds for every exporter.
///
/// @param <C> the configuration record
public abstract class ExporterContract<C extends Record>
        extends ContributionContract<C, ExporterContract.Example, ExporterContract.Export> {
    /// The exporter.
    protected abstract Exporter<C> exporter();

    @Override
    final Exporter<C> contribution() {
        return exporter();
    }

    /// What an exporter writes.
    ///
    /// @param samples the samples
    /// @param files what stands in its files, by name
    public record Example(List<DecidedSample> samples, Map<String, String> files) {
        public Example {
            samples = List.copyOf(samples);
            files = Map.copyOf(files);
        }

        /// The same, with the text of one more file.
        public Example writes(String file, String text) {
            var more = new TreeMap<>(files);
            more.put(file, text);
            return new Example(samples, more);
        }
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

    /// An example to complete with [Example#writes].
    protected static Example example(DecidedSample... samples) {
        return new Example(List.of(samples), Map.of());
    }

    @Override
    final Material material(Material configured) {
        return configured;
    }

    @Override
    final String howToWriteOne() {
        return "example(Decided.accepted(\"1/1\", \"2+2\", \"4\")).writes(\"name.txt\", \"text of the file\\n\")";
    }

    @Override
    final Export answer(Contribution<C> factory, C config, Context context, Example example)
            throws DidactException, InterruptedException, IOException {
        Path empty = Files.createTempDirectory(folder(), "export-");
        try (Exporter.Writer writer = ((Exporter<C>) factory).open(config, empty, context)) {
            return new Export(writer.write(example.samples()), files(empty));
        }
    }

    @Override
    final void check(Example example, Export answer) {
        assertThat(example.files()).as("an example says what is written").isNotEmpty();
        assertThat(answer.files()).containsAllEntriesOf(example.files());
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

    /// Exports samples into a fresh folder, without a host.
    protected final Export export(C config, List<DecidedSample> samples)
            throws DidactException, IOException, InterruptedException {
        return answer(exporter(), config, context(), new Example(samples, Map.of()));
    }
}
