package dev.didact.engine.internal.recipe;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Defaults;
import dev.didact.engine.internal.document.Edits;
import dev.didact.engine.internal.document.Node;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A contribution as a recipe uses it.
///
/// @param card what its manifest says
/// @param with its configuration as the recipe gives it, checked against the card's schema
/// @param isolated whether its plugin works in a process of its own, which changes nothing of its results
/// @param place where its name stands
public record Component(ContributionCard card, Node.Mapping with, boolean isolated, Place place) {
    /// A contribution with the configuration that a line gives it, as `path=value`.
    ///
    /// @param isolated whether the line asks for a process of its own
    /// @throws dev.didact.engine.ProblemException if one of them is not of that form
    public static Component onLine(ContributionCard card, List<String> with, boolean isolated) {
        var place = new Place("with", 1, 1, 1);
        Node.Mapping document = Node.Mapping.empty(place);
        for (int i = 0; i < with.size(); i++) {
            Setting setting = Setting.parse(with.get(i), new Place("with", i + 1, 1, 1));
            document = Edits.set(document, setting.path(), setting.value(), setting.place());
        }
        return new Component(card, document, isolated, place);
    }

    /// Its configuration with all defaults written out.
    public ObjectNode effective() {
        return (ObjectNode) Defaults.fill(with.toJson(), card.config());
    }

    /// Where a field of its configuration stands; its name where the field is left out.
    ///
    /// @param pointer path of the field, its segments joined by dots
    public Place place(String pointer) {
        int dot = pointer.indexOf('.');
        return with.get(dot < 0 ? pointer : pointer.substring(0, dot))
                .map(Node::place)
                .orElse(place);
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
