package dev.didact.models.endpoints;

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
import tools.jackson.databind.JsonNode;

/// A model at an endpoint; one exchange a call.
final class EndpointModel implements ModelProvider.Model {
    private final Endpoint endpoint;
    private final String model;
    private final WireFormat format;
    private final URI address;
    private final Map<String, String> headers;
    private final Http http;
    private final Failures failures;

    /// @param model its name, as the endpoint knows it
    /// @throws DidactException.Unavailable if the key is not there or is none
    EndpointModel(Endpoint endpoint, String model, WireFormat format, Context context) throws DidactException {
        this.endpoint = endpoint;
        this.model = model;
        this.format = format;
        this.address = endpoint.address(format.path());
        Optional<String> key = endpoint.keyIn(context);
        var all = new LinkedHashMap<>(format.headers(key));
        all.put("Content-Type", "application/json");
        all.put("Accept", "application/json");
        this.headers = Map.copyOf(all);
        this.http = context.http();
        this.failures = new Failures(endpoint, key, format.whereNotFound(), context.clock());
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo(model, false, 1, endpoint.terms(), Served.REMOTE);
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
        byte[] request = Body.JSON.writeValueAsBytes(format.request(call));
        Http.Answer answer;
        try {
            answer = http.send(new Http.Call("POST", address, headers, request, endpoint.deadline()));
        } catch (DidactException.Permanent e) {
            return Reply.Failed.of(Fault.Kind.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        }
        if (answer.status() < 200 || answer.status() > 299) {
            return failures.ofStatus(answer);
        }
        return switch (Body.read(answer.body())) {
            case Body.CutOff(String message) -> throw failures.cutOff(message);
            case Body.Unreadable(String message) -> Reply.Failed.of(Fault.Kind.UNPARSEABLE, message);
            case Body.Whole(JsonNode body) -> reply(body, answer);
        };
    }

    private Reply reply(JsonNode body, Http.Answer answer) throws DidactException {
        JsonNode error = body.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            return failures.ofErrorObject(error, answer);
        }
        Optional<Choice> choice = format.choice(body);
        return choice.isPresent() ? choice.get().reply(failures) : failures.withoutChoice(body);
    }
}
