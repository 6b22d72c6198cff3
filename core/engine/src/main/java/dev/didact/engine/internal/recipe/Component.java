package dev.didact.engine.internal.recipe;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Defaults;
import dev.didact.engine.internal.document.Node;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A contribution as a recipe uses it.
///
/// @param card what its manifest says
/// @param with its configuration as the recipe gives it, checked against the card's schema
/// @param place where its name stands
public record Component(ContributionCard card, Node.Mapping with, Place place) {
    /// Its configuration with all defaults written out.
    public ObjectNode effective() {
        return (ObjectNode) Defaults.fill(with.toJson(), card.config());
    }

    /// What its results depend on: name and version, hash of the plugin, and the configuration with defaults. A
    /// configuration that says what is the default anyway has the same identity as one that leaves it out. Files that
    /// the configuration names are not part of it.
    public ObjectNode identity() {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        identity.put("contribution", card.reference()).put("sha256", card.sha256());
        identity.set("with", effective());
        return identity;
    }
}
