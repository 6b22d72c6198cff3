package dev.didact.shell.command;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.SettingCard;
import dev.didact.shell.language.Term;
import java.util.ArrayList;
import java.util.List;

/// The settings of a component as paths of a recipe's entry, `with.length`, with their meaning in words.
public final class Settable {
    private Settable() {}

    /// The paths with type, default, bounds and meaning, in the order of the schema.
    public static List<Term> of(ContributionCard card) {
        return card.settings().stream()
                .map(setting -> new Term("with." + setting.path(), meaning(setting)))
                .toList();
    }

    private static String meaning(SettingCard setting) {
        List<String> parts = new ArrayList<>();
        parts.add(setting.type());
        if (setting.required()) {
            parts.add("required");
        }
        setting.preset().ifPresent(preset -> parts.add("default " + preset));
        if (!setting.bounds().isEmpty()) {
            parts.add(setting.bounds());
        }
        if (!setting.doc().isEmpty()) {
            parts.add(setting.doc());
        }
        return String.join(", ", parts);
    }
}
