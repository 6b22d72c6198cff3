package dev.didact.engine.internal.loop;

import dev.didact.engine.Capabilities;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.recipe.Component;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What an instance may use: what the user wrote into its configuration, and what its plugin's manifest declares. What
/// only its author wrote, such as the default of a setting, grants nothing.
///
/// @param network hosts and ports
/// @param secrets names of secrets
record Granted(Set<Reach> network, Set<String> secrets) {
    Granted {
        network = Set.copyOf(network);
        secrets = Set.copyOf(secrets);
    }

    static Granted of(Component component, Capabilities declared) {
        JsonNode with = component.with().toJson();
        JsonNode schema = component.card().config();
        var network = new HashSet<Reach>();
        addresses(component).map(Reach::granted).forEach(network::add);
        declared.network().forEach(endpoint -> network.add(Reach.declared(endpoint)));
        var secrets = new HashSet<>(declared.secrets());
        each("secret", with, schema, secrets::add);
        return new Granted(network, secrets);
    }

    /// The addresses that stand in the configuration of a component.
    static Stream<URI> addresses(Component component) {
        List<URI> addresses = new ArrayList<>();
        each(
                "uri",
                component.with().toJson(),
                component.card().config(),
                address -> addresses.add(URI.create(address)));
        return addresses.stream();
    }

    /// Visits the texts of a format, wherever in the configuration they stand.
    private static void each(String format, JsonNode value, JsonNode schema, Consumer<String> visitor) {
        if (value.isString() && schema.path("format").asString("").equals(format)) {
            visitor.accept(value.stringValue());
        } else if (value.isArray()) {
            value.forEach(element -> each(format, element, schema.path("items"), visitor));
        } else if (value.isObject()) {
            value.forEachEntry((name, entry) -> {
                JsonNode property = schema.path("properties").path(name);
                each(format, entry, property.isMissingNode() ? schema.path("additionalProperties") : property, visitor);
            });
        }
    }
}
