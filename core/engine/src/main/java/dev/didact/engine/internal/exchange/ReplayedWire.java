package dev.didact.engine.internal.exchange;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.internal.identity.Hashes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A cassette in place of the network: nothing is sent, and no secret is needed.
record ReplayedWire(CassetteReader cassette) implements Wire {
    /// What stands where a secret was: a request that held one is the same then.
    private static final String NO_SECRET = "***";

    @Override
    public Http component(Http http) {
        return call -> {
            throw new DidactException.Denied(
                    "network",
                    "a run with --replay reaches no network, and the cassette " + cassette.file()
                            + " holds exchanges with models only; asked for " + call);
        };
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public Map<String, String> environment(Set<String> names, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        names.forEach(name -> all.put(name.substring(name.indexOf(':') + 1), NO_SECRET));
        return all;
    }

    @Override
    public Http model(String model, Http http) {
        return call -> {
            Asking asking = Requests.asking(model, call);
            String request = Requests.hash(call, asking);
            Exchange exchange = cassette.next(request).orElseThrow(() -> missing(model, call, asking, request));
            asking.replayed(exchange);
            return switch (exchange) {
                case Exchange.Answered answered -> answered.answer();
                case Exchange.Failed failed -> throw failed.exception();
            };
        };
    }

    private DidactException.Unavailable missing(String model, Http.Call call, Asking asking, String request) {
        String why = "the cassette " + cassette.file() + " holds no answer to the request "
                + Hashes.shortened(request) + " of '" + asking.step() + "' to model '" + model + "' (" + call
                + "). Nothing was sent. The recipe, its files, a plugin or the random seed are not those it was"
                + " recorded with: bring them back, or record it again with --record";
        asking.missing(why);
        return new DidactException.Unavailable(why);
    }
}
