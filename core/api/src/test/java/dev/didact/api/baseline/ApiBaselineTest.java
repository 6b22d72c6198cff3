package dev.didact.api.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The gate: `api.txt` is the API as it was written down, `api-allowed.txt` what may go although it is stable.
class ApiBaselineTest {
    private static final Path BASELINE = Path.of("api.txt");
    private static final Path ALLOWED = Path.of("api-allowed.txt");
    private static final String WRITE = "didact.api.write";

    @Test
    void theApiIsWhatIsWrittenDown() throws Exception {
        Baseline baseline = Baseline.read(Files.readAllLines(BASELINE));
        List<String> now = Signatures.ofApi();
        String version = System.getProperty("didact.version", baseline.version());
        List<String> complaints = baseline.complaints(now, version, allowed());
        if (Boolean.getBoolean(WRITE)) {
            assertThat(complaints)
                    .noneMatch(complaint -> complaint.startsWith("breaks") || complaint.startsWith("changed"));
            Files.write(
                    BASELINE,
                    new Baseline(version, baseline.released() && version.equals(baseline.version()), now).text());
        } else {
            assertThat(complaints).as("what became of the API").isEmpty();
        }
    }

    private static List<String> allowed() throws IOException {
        return Files.readAllLines(ALLOWED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
