package dev.didact.engine.internal.verify;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import java.util.ArrayList;
import java.util.List;

/// What is found about one contribution.
final class Findings {
    private final ContributionCard card;
    private final Area area;
    private final String question;
    private final List<Finding> all = new ArrayList<>();

    /// @param question what is looked at: `whether it keeps secrets`
    Findings(ContributionCard card, Area area, String question) {
        this.card = card;
        this.area = area;
        this.question = question;
    }

    /// What is looked at.
    String question() {
        return question;
    }

    /// @param message what it does, as it follows its name
    void refused(String message, String cure) {
        all.add(Finding.refused(area, said(message), cure));
    }

    /// @param message what it does, as it follows its name
    void warning(String message, String cure) {
        all.add(Finding.warning(area, said(message), cure));
    }

    /// @param why why it could not be looked at
    void notLookedAt(String why) {
        all.add(Finding.note(
                area,
                "not looked at: " + question.replace(" it ", " " + name() + " ") + "; " + why,
                "look at it in the tests of its author, by the contract of its kind"));
    }

    private String said(String message) {
        return name() + " " + message;
    }

    private String name() {
        return card.kind().word() + " '" + card.id() + "'";
    }

    /// The first of them. What follows it mostly says the same again.
    List<Finding> first() {
        return all.stream().limit(1).toList();
    }
}
