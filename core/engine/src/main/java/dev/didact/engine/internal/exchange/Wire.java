package dev.didact.engine.internal.exchange;

import dev.didact.api.Http;
import java.util.Map;
import java.util.Set;

/// How the components of a run reach the network.
public interface Wire {
    /// The HTTP of a component that is no model.
    Http component(Http http);

    /// The HTTP of a model; what passes over it is kept with the [Asking] that it belongs to.
    ///
    /// @param model its name in the recipe
    Http model(String model, Http http);

    /// Where the secrets of a model are looked up.
    ///
    /// @param names the secrets that it may have
    default Map<String, String> environment(Set<String> names, Map<String, String> environment) {
        return environment;
    }

    /// Whether every exchange with a model must pass here.
    boolean complete();

    /// Whether anything is sent, so that somebody must be there to answer.
    boolean sends();

    /// The network as it is.
    static Wire live() {
        return new LiveWire(false);
    }

    /// The network as it is, with each request known again by its hash.
    static Wire recording() {
        return new LiveWire(true);
    }

    /// A cassette instead of the network.
    static Wire replaying(CassetteReader cassette) {
        return new ReplayedWire(cassette);
    }
}
