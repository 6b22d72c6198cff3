package dev.didact.shell.command;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginOffer;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.List;

/// What a person should know before a plugin is installed: what it is, what it adds, what it says that its code will
/// do, and what an update wants that the installed version did not.
final class CapabilitySheet {
    private CapabilitySheet() {}

    static List<String> lines(PluginOffer offer) {
        List<String> lines = new ArrayList<>();
        lines.add(offer.plugin().id() + " " + offer.plugin().version()
                + offer.replaces().map(version -> "   in place of " + version).orElse("   new here"));
        lines.add("  title     " + offer.plugin().title());
        lines.add("  licence   " + orNone(offer.plugin().licence(), "not stated"));
        lines.add("  sha256    " + offer.sha256());
        for (ContributionCard one : offer.plugin().contributions()) {
            lines.add("  adds      " + one.kind().word() + " " + one.id() + "   " + one.title());
        }
        if (offer.capabilities().code()) {
            lines.add("  code      it runs with your rights, whatever it says below");
        } else {
            lines.add("  code      none");
        }
        if (offer.capabilities().wants().isEmpty()) {
            lines.add("  wants     nothing that it declares");
        }
        for (String want : offer.capabilities().wants()) {
            boolean fresh = offer.replaces().isPresent() && offer.added().contains(want);
            lines.add((fresh ? "+ wants     " : "  wants     ") + want + (fresh ? "   newly" : ""));
        }
        offer.removed().forEach(want -> lines.add("- wants     " + want + "   no longer"));
        if (!offer.capabilities().reason().isEmpty()) {
            lines.add("  because   " + offer.capabilities().reason());
        }
        if (!offer.plugin().reason().isEmpty()) {
            lines.add("  but       " + offer.plugin().reason());
        }
        return lines.stream().map(Printable::of).toList();
    }

    private static String orNone(String text, String none) {
        return text.isEmpty() ? none : text;
    }
}
