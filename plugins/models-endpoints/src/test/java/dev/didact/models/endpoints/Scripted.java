package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.config.SecretName;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.testkit.TestContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An endpoint that gives one prepared answer and keeps what it was sent.
final class Scripted implements Http {
    static final SecretName KEY = new SecretName("env:TEST_KEY");
    static final String SECRET = "sk-canary-1234";

    final List<Call> calls = new ArrayList<>();
    private final Answer answer;

    Scripted(int status, Map<String, List<String>> headers, byte[] body) {
        answer = new Answer(status, headers, body);
    }

    Scripted(int status, String body) {
        this(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /// An endpoint whose answer has one choice, given as JSON.
    static Scripted choice(String choice) {
        return new Scripted(
                200, "{\"choices\":[" + choice + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}");
    }

    @Override
    public Answer send(Call call) {
        calls.add(call);
        return answer;
    }

    JsonNode sent() {
        return JsonMapper.shared().readTree(calls.getLast().body());
    }

    Reply reply() throws DidactException, InterruptedException {
        return reply(config(), call("Why?"));
    }

    Reply reply(OpenAiConfig config, ModelCall call) throws DidactException, InterruptedException {
        try (Model model = new OpenAiProvider().open(config, Optional.empty(), context())) {
            return model.answer(List.of(call)).getFirst();
        }
    }

    Context context() {
        return TestContext.withRandomSeed(7).with(this).knowing(KEY, SECRET);
    }

    static OpenAiConfig config() {
        return config("small", "http://localhost:8000/v1", "30s", Schema.JSON_SCHEMA);
    }

    static OpenAiConfig config(String model, String baseUrl, String deadline, Schema schema) {
        return new OpenAiConfig(
                model,
                URI.create(baseUrl),
                Optional.of(KEY),
                "NOASSERTION",
                Duration.parse("PT" + deadline),
                Optional.empty(),
                schema,
                OpenAiConfig.Limit.MAX_TOKENS);
    }

    static ModelCall call(String prompt) {
        return new ModelCall(List.of(Message.user(prompt)), Optional.empty(), Settings.DEFAULT, 7);
    }

    static ModelCall shaped() {
        var shape = new Shape(
                "judge verdict",
                List.of(
                        Shape.Field.oneOf("level", "how good", List.of("bad", "good")),
                        new Shape.Field("sure", Shape.Type.NUMBER, "0 to 1", List.of()),
                        new Shape.Field("pass", Shape.Type.FLAG, "", List.of()),
                        new Shape.Field("why", Shape.Type.TEXTS, "reasons", List.of())));
        return new ModelCall(
                List.of(Message.system("Be brief."), Message.user("Why?")), Optional.of(shape), Settings.DEFAULT, 7);
    }
}
