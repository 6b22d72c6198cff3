package dev.didact.shell.command;

import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginOffer;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.ShellError;
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
                + offer.replaces().map(now -> "   " + inPlaceOf(offer, now)).orElse("   new here"));
        lines.add("  title     " + offer.plugin().title());
        lines.add("  licence   " + orNone(offer.plugin().licence(), "not stated"));
        lines.add("  sha256    " + offer.sha256());
        for (ContributionCard one : offer.plugin().contributions()) {
            lines.add("  adds      " + one.kind().word() + " " + one.id() + "   " + one.title());
        }
        lines.addAll(wants(offer.plugin().capabilities(), offer.replaces().isPresent() ? offer.added() : List.of()));
        offer.removed().forEach(want -> lines.add("- wants     " + want + "   no longer"));
        offer.notes().forEach(note -> lines.add("  note      " + note));
        if (!offer.plugin().reason().isEmpty()) {
            lines.add("  but       " + offer.plugin().reason());
        }
        return lines.stream().map(Printable::of).toList();
    }

    private static String inPlaceOf(PluginOffer offer, PluginCard now) {
        if (now.sha256().equals(offer.sha256())) {
            return "is in use as it is";
        }
        return "in place of " + now.version() + (offer.bundled() ? ", which comes with Didact" : "")
                + (now.version().equals(offer.plugin().version())
                        ? ", the same version with other content (" + now.sha256() + ")"
                        : "");
    }

    /// What a plugin says that its code will do.
    ///
    /// @param fresh what the installed version did not want
    static List<String> wants(Capabilities capabilities, List<String> fresh) {
        List<String> lines = new ArrayList<>();
        lines.add(
                capabilities.code()
                        ? "  code      it runs with your rights, whatever it says below"
                        : "  code      none");
        if (capabilities.code() && capabilities.wants().isEmpty()) {
            lines.add("  wants     nothing that it declares");
        }
        for (String want : capabilities.wants()) {
            boolean newly = fresh.contains(want);
            lines.add((newly ? "+ wants     " : "  wants     ") + want + (newly ? "   newly" : ""));
        }
        if (!capabilities.reason().isEmpty()) {
            lines.add("  because   " + capabilities.reason());
        }
        return lines.stream().map(Printable::of).toList();
    }

    /// What is said where consent is needed and nobody is there to give it.
    ///
    /// @param what that which needs it, as in `installing org.example.polite`
    static ShellError unasked(Line line, Word word, String what) {
        return line.error(
                ErrorCode.CONSENT,
                word,
                what + " needs your consent, and nobody can be asked here: read what it wants above, and add --yes to"
                        + " agree");
    }

    private static String orNone(String text, String none) {
        return text.isEmpty() ? none : text;
    }
}
