package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `endpoint-throughput` against an endpoint on loopback.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class ThroughputExampleTest {
    private static final String RECIPE =
            "./didact run examples/endpoint-throughput/recipe.yaml --set models.writer.with.base-url=";

    @TempDir
    Path folder;

    @Test
    void eachLineOfTheFileIsAskedOnceAndNothingElseIs() throws Exception {
        String prompts = IntStream.range(0, 200)
                .mapToObj(number -> "{\"id\": \"" + number + "\", \"prompt\": \"Count to " + number + ".\"}\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("mine.jsonl"), "{\"no prompt\n" + prompts);
        try (var endpoint = new ChatEndpoint(_ -> "One, two, three.")) {
            Distribution distribution = new Distribution(folder);
            assertThat(distribution.print(RECIPE + endpoint.url()))
                    .contains("round 1  generated 12  accepted 12  ", "run 1 completed");
            assertThat(endpoint.asked).hasSize(12).doesNotHaveDuplicates();
            endpoint.asked.clear();
            String printed = distribution.print(RECIPE + endpoint.url() + " --set sources.0.with.path="
                    + folder.resolve("mine.jsonl") + " --set flow.in-flight=1000 -o jsonl");
            assertThat(printed).contains("mine.jsonl:1:12: no JSON: ").contains("\"accepted\":200");
            assertThat(endpoint.asked)
                    .hasSize(200)
                    .doesNotHaveDuplicates()
                    .allMatch(request -> request.startsWith("POST /v1/chat/completions"));
        }
    }
}
