package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider;
import dev.didact.api.config.Default;
import dev.didact.api.config.SecretName;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model at an endpoint that is sent the bare question, as endpoints are that take no random seed, and answers with
/// bare text. 429 may pass, any other status but 200 is a failed call.
record SumEndpoint() implements ModelProvider<SumEndpoint.Config> {
    /// @param deaf whether the model makes a failed reply of whatever is thrown at it
    record Config(
            URI baseUrl,
            Optional<SecretName> key,
            @Default("false") boolean deaf) {}

    @Override
    public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        String key = config.key().isPresent() ? context.secret(config.key().get()) : "none";
        return new Model() {
            @Override
            public ModelInfo info() {
                return new ModelInfo("endpoint", false, 1, "LicenseRef-terms", Served.REMOTE);
            }

            @Override
            public List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException {
                try {
                    return List.of(read(context.http().send(call(batch.getFirst()))));
                } catch (DidactException e) {
                    if (config.deaf()) {
                        return List.of(Reply.Failed.of(Fault.Kind.BAD_REQUEST, "never mind"));
                    }
                    throw e;
                }
            }

            private Http.Call call(ModelCall call) {
                return new Http.Call(
                        "POST",
                        config.baseUrl().resolve("/sum?key=" + key),
                        Map.of("Authorization", "Bearer " + key),
                        call.lastUserText().getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(20));
            }
        };
    }

    private static Reply read(Http.Answer answer) throws DidactException {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return switch (answer.status()) {
            case 200 -> Reply.Answered.of(text, new Usage(10, 1));
            case 429 ->
                throw new DidactException.Transient(
                        "too many: " + text,
                        answer.header("retry-after").map(Long::parseLong).map(Duration::ofSeconds));
            default -> Reply.Failed.of(Fault.Kind.BAD_REQUEST, "status " + answer.status() + ": " + text);
        };
    }
}
