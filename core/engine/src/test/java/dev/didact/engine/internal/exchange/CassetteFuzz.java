package dev.didact.engine.internal.exchange;

import dev.didact.engine.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any bytes as a cassette: it answers what it was asked, or what is wrong with it is told.
public final class CassetteFuzz {
    private static final String REQUEST = "5e".repeat(32);

    private CassetteFuzz() {}

    /// A cassette with an answer in each form, and a failure.
    public static List<byte[]> seeds() throws IOException {
        Path file = Files.createTempDirectory("cassette").resolve("calls.jsonl");
        var answered = new Exchange.Answered(
                Optional.of(REQUEST), 200, Map.of("retry-after", "1"), new Exchange.Content.Text("{}"));
        var exchanges = List.of(
                answered,
                answered.with(new Exchange.Content.Bytes("/w==")),
                new Exchange.Failed(Optional.of(REQUEST), true, "reset"));
        CassetteWriter.write(
                file,
                List.of(new CassetteCall("writer", "answer", List.copyOf(exchanges)))
                        .iterator());
        byte[] written = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return List.of(
                written,
                new String(written, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .concat("\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// Opens a cassette and takes all that it holds for a request.
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path file = Files.createTempFile("cassette", ".jsonl");
        try {
            Files.write(file, input);
            CassetteReader cassette = CassetteReader.open(file);
            Optional<Exchange> next = cassette.next(REQUEST);
            while (next.isPresent()) {
                if (next.get() instanceof Exchange.Answered answered) {
                    answered.answer();
                }
                next = cassette.next(REQUEST);
            }
        } catch (ProblemException _) {
            // what is wrong with it is told
        } finally {
            Files.delete(file);
        }
    }
}
