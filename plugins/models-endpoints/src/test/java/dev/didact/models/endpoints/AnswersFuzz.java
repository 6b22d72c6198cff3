package dev.didact.models.endpoints;

import dev.didact.api.DidactException;
import dev.didact.testkit.TestContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any bytes as what an endpoint answers with any status, read in each of the four formats: an answer, a failure of a
/// kind, or one that may pass.
public final class AnswersFuzz {
    private static final List<Integer> STATUS = List.of(200, 200, 200, 400, 401, 404, 429, 500);

    private AnswersFuzz() {}

    /// A good answer of each format with the status before it, and what none of them is.
    public static List<byte[]> seeds() {
        return Arrays.stream(Dialect.values())
                .flatMap(dialect -> List.of(
                        "\0" + dialect.good("Why?"),
                        "\6{\"error\":{\"message\":\"later\",\"code\":\"rate_limit_exceeded\",\"details\":[{\"retryDelay\":\"7s\"}]}}")
                        .stream())
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /// Reads an answer whose first byte says its status, with and without a shape that was asked for.
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        int status = STATUS.get((input[0] & 0xFF) % STATUS.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        for (Dialect dialect : Dialect.values()) {
            var context = TestContext.withRandomSeed(7).with(new Scripted(status, Map.of(), body));
            try (var model = dialect.open(URI.create(dialect.base), Optional.empty(), Optional.empty(), context)) {
                model.answer(List.of(Scripted.call("Why?")));
                model.answer(List.of(Scripted.shaped()));
            } catch (DidactException _) {
                // of the kinds that the engine knows
            }
        }
    }
}
