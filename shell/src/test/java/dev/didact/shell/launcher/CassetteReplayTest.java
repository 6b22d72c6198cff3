package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run of each kind of endpoint, recorded, and replayed when the endpoint is gone.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class CassetteReplayTest {
    @TempDir
    Path folder;

    /// No two answers are alike, though the samples of an item ask the same.
    @ParameterizedTest
    @CsvSource({"openai, /v1", "anthropic, /v1", "gemini, /v1beta", "ollama, ''"})
    void whatWasRecordedIsReplayedWithoutTheEndpointOnOneThreadAndOnMany(String kind, String version) throws Exception {
        var distribution = new Distribution(folder);
        var answers = new AtomicInteger();
        String recorded;
        try (var endpoint = new ChatEndpoint(_ -> "Answer " + answers.incrementAndGet() + ".")) {
            Files.writeString(folder.resolve("recipe.yaml"), """
                    didact: recipe/1
                    name: cassette
                    random-seed: 7
                    models:   { writer: { use: %s, with: { model: writer, base-url: "%s" } } }
                    sources:  [ { id: prompts, use: jsonl, with: { path: examples/endpoint-throughput/prompts.jsonl, licence: CC0-1.0 } } ]
                    generate: [ { use: template, model: writer, per-item: 3, with: { text: "{{content}}" } } ]
                    grade:    [ { use: length, with: { min-words: 1, max-words: 9 } } ]
                    """.formatted(
                            kind, endpoint.url().replaceFirst("/v1$", version)));
            assertThat(distribution.print("./didact run recipe.yaml --record calls.jsonl"))
                    .contains("run 1 completed");
            recorded = distribution.print("./didact samples 1 -o jsonl");
            assertThat(endpoint.asked).hasSizeGreaterThan(5);
        }
        assertThat(recorded).contains("Answer 1.", "Answer 2.");

        for (int threads : new int[] {1, 16}) {
            String workspace = " --workspace replayed" + threads;
            assertThat(distribution.print(
                            "./didact run recipe.yaml --replay calls.jsonl --threads " + threads + workspace))
                    .contains("run 1 completed");
            assertThat(distribution.print("./didact samples 1 -o jsonl" + workspace))
                    .isEqualTo(recorded);
        }
        assertThat(distribution.print("./didact run recipe.yaml --replay calls.jsonl --random-seed 8; echo ended $?"))
                .contains("model 'writer' cannot be used: the cassette ")
                .contains("Nothing was sent.")
                .contains("ended 4");
    }
}
