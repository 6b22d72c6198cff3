package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All that holds for an exporter that gives no more reason for doubt than it must.
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
    void theReceiptNamesTheFilesThatAreThere() throws Exception {
        Export export = export(config(), oddSamples());
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
