package dev.didact.shell.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `support-qa` against an endpoint on loopback, whose teacher is mostly right and whose student learns to
/// be.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class SupportQaExampleTest {
    private static final Pattern MODEL = Pattern.compile("\"model\" ?: ?\"([^\"]+)\"");

    private final Set<String> models = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @Test
    void questionsAreMadeFilteredAnsweredJudgedRevisedPairedAndLearned() throws Exception {
        try (var endpoint = new ChatEndpoint(this::answer)) {
            String url = endpoint.url();
            String printed = new Distribution(folder)
                    .print("./didact run examples/support-qa/recipe.yaml --set params.teacher-endpoint=" + url
                            + " --set params.student-endpoint=" + url);
            assertThat(printed)
                    .containsPattern("round 1 {2}generated [0-9]+ {2}accepted [1-9][0-9]* ")
                    .containsPattern("question {2}in [0-9]+ {2}made [0-9]+ {2}out [0-9]+")
                    .containsPattern("fresh {5}in [0-9]+ {2}out [1-8] {2}dropped by unlike-earlier [1-9][0-9]*")
                    .containsPattern(
                            "marked {4}in [0-9]+ {2}made [1-9][0-9]* {2}out [0-9]+ {2}dropped by grounded [0-9]+")
                    .containsPattern("pairs {5}in [0-9]+ {2}out [1-9][0-9]*")
                    .contains("run 1 completed");
        }
        assertThat(models).contains("large", "support-8b", "support-8b-r1", "support-8b-r2");
    }

    /// A judge is asked for a shape. There are eight questions, asked again and again. It refuses every answer that the
    /// student has not been taught to give.
    private String answer(String asked) {
        Matcher named = MODEL.matcher(asked);
        String model = named.find() ? named.group(1) : "";
        models.add(model);
        if (asked.contains("\"response_format\"")) {
            return "{\"reason\": \"As it says.\", \"pass\": " + !asked.contains("I guess") + "}";
        }
        if (asked.contains("Write one")) {
            UUID one = UUID.nameUUIDFromBytes(
                    Integer.toString(Math.floorMod(asked.hashCode(), 8)).getBytes(UTF_8));
            return "How does part " + one + " of it work?";
        }
        boolean guesses = model.equals("support-8b") && !asked.contains("was refused");
        return guesses ? "I guess it works with steam." : "It works as the text says.";
    }
}
