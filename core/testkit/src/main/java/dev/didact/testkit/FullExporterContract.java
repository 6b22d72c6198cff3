package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All that holds for an exporter: [ExporterContract] and every [Behaviour] of its kind.
///
/// @param <C> the configuration record
public abstract class FullExporterContract<C extends Record> extends ExporterContract<C> {
    /// Samples of every verdict, with the characters that formats stumble over.
    protected static List<DecidedSample> oddSamples() {
        return List.of(
                Decided.accepted("3/1", "2+2", "4"),
                Decided.rejected("3/2", "2+2", "5"),
                Decided.quarantined("3/3", "2+2", "?"),
                Decided.accepted("3/4", "say \"ä\u2028\n\"", "\u0001\t\\ 😀"));
    }

    @Test
    void nothingIsRefusedWhenItIsVerified() throws Exception {
        verified();
    }

    @Test
    void theReceiptNamesTheFilesThatAreThere() throws Exception {
        behaves(Behaviour.GIVES_RECEIPT, () -> {
            Export export = export(config(), oddSamples());
            assertThat(export.receipt().files().stream().map(Receipt.Written::file))
                    .containsExactlyInAnyOrderElementsOf(export.files().keySet());
            Export nothing = export(config(), List.of());
            assertThat(nothing.receipt().files()).allMatch(file -> file.samples() == 0);
            assertThat(nothing.receipt().skipped()).isEmpty();
        });
    }

    @Test
    void whatInterruptsAnExportComesOut() throws Exception {
        behaves(Behaviour.FAILS_LOUDLY, () -> {
            try (TestContext context = context();
                    Exporter.Writer writer =
                            exporter().open(config(), Files.createTempDirectory(folder(), "export-"), context)) {
                assertThatThrownBy(() -> writer.write(FullExporterContract::broken))
                        .as("samples cannot be read any more")
                        .isNotNull();
            }
        });
    }

    private static Iterator<DecidedSample> broken() {
        Iterator<DecidedSample> samples = oddSamples().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public DecidedSample next() {
                if (!samples.hasNext()) {
                    throw new UncheckedIOException(new IOException("the disk is gone"));
                }
                return samples.next();
            }
        };
    }
}
