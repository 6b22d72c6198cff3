package dev.didact.models.openai;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.ModelProvider;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model at an endpoint; one exchange a call.
final class OpenAiModel implements ModelProvider.Model {
    private final OpenAiConfig config;
    private final String model;
    private final URI address;
    private final Map<String, String> headers;
    private final Http http;
    private final Failures failures;

    OpenAiModel(OpenAiConfig config, String model, Optional<String> key, Context context) {
        this.config = config;
        this.model = model;
        this.address = URI.create(config.baseUrl().toString().replaceFirst("/+$", "") + "/chat/completions");
        var all = new LinkedHashMap<String, String>();
        all.put("Content-Type", "application/json");
        all.put("Accept", "application/json");
        key.ifPresent(value -> all.put("Authorization", "Bearer " + value));
        this.headers = Map.copyOf(all);
        this.http = context.http();
        this.failures = new Failures(config, key, context.clock());
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo(model, false, 1, config.terms(), Served.REMOTE);
    }

    @Override
    public List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException {
        var replies = new ArrayList<Reply>();
        for (ModelCall call : batch) {
            replies.add(answer(call));
        }
        return replies;
    }

    private Reply answer(ModelCall call) throws DidactException, InterruptedException {
        byte[] body = ChatRequest.body(config, model, call);
        Http.Answer answer;
        try {
            answer = http.send(new Http.Call("POST", address, headers, body, config.deadline()));
        } catch (DidactException.Permanent e) {
            return Reply.Failed.of(Fault.Kind.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        }
        if (answer.status() < 200 || answer.status() > 299) {
            return failures.ofStatus(answer);
        }
        return ChatAnswer.read(answer, failures);
    }
}
