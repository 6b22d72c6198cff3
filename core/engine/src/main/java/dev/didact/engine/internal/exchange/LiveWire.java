package dev.didact.engine.internal.exchange;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.util.Optional;

/// The network.
///
/// @param recording whether a cassette is to be made of what passes
record LiveWire(boolean recording) implements Wire {
    @Override
    public Http component(Http http) {
        return http;
    }

    @Override
    public boolean complete() {
        return recording;
    }

    @Override
    public boolean sends() {
        return true;
    }

    @Override
    public Http model(String model, Http http) {
        return call -> send(model, call, http);
    }

    private Http.Answer send(String model, Http.Call call, Http http) throws DidactException, InterruptedException {
        Optional<Asking> asking = recording ? Optional.of(Requests.asking(model, call)) : Asking.current();
        Optional<String> request = recording ? asking.map(of -> Requests.hash(call, of)) : Optional.empty();
        try {
            Http.Answer answer = http.send(call);
            asking.ifPresent(of -> of.exchanged(Exchange.Answered.of(request, answer)));
            return answer;
        } catch (DidactException.Transient e) {
            asking.ifPresent(of -> of.exchanged(Exchange.Failed.of(request, true, e)));
            throw e;
        } catch (DidactException.Permanent e) {
            asking.ifPresent(of -> of.exchanged(Exchange.Failed.of(request, false, e)));
            throw e;
        }
    }
}
