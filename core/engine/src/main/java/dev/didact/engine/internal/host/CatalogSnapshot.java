package dev.didact.engine.internal.host;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.Problem;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The plugins of a host at one moment. Of a plugin that is there in several versions, a name without a version means
/// the newest that can be used.
final class CatalogSnapshot implements Catalog {
    private final List<PluginCard> plugins;
    private final List<HostedPlugin> usable = new ArrayList<>();
    private final List<HostedPlugin> unusable = new ArrayList<>();
    private final Map<String, HostedPlugin> newest = new HashMap<>();

    CatalogSnapshot(List<PluginCard> unreadable, List<HostedPlugin> hosted) {
        this.plugins = Stream.concat(unreadable.stream(), hosted.stream().map(HostedPlugin::card))
                .sorted(Comparator.comparing(PluginCard::id).thenComparing(PluginCard::version))
                .toList();
        for (HostedPlugin plugin : hosted) {
            (plugin.isUsable() ? usable : unusable).add(plugin);
            if (plugin.isUsable()) {
                newest.merge(plugin.manifest().id(), plugin, CatalogSnapshot::newer);
            }
        }
    }

    private static HostedPlugin newer(HostedPlugin a, HostedPlugin b) {
        return Versions.compare(a.manifest().version(), b.manifest().version()) >= 0 ? a : b;
    }

    @Override
    public List<PluginCard> plugins() {
        return plugins;
    }

    @Override
    public List<ContributionCard> of(Kind kind) {
        return newest.values().stream()
                .flatMap(plugin -> plugin.contributions().stream())
                .filter(card -> card.kind() == kind)
                .sorted(Comparator.comparing(ContributionCard::id).thenComparing(ContributionCard::plugin))
                .toList();
    }

    @Override
    public ContributionCard find(Kind kind, String name, Optional<Place> place) {
        List<ContributionCard> found = name.contains("@")
                ? usable.stream()
                        .flatMap(plugin -> plugin.contributions().stream())
                        .filter(card -> card.kind() == kind && isMeant(card, name))
                        .toList()
                : of(kind).stream().filter(card -> isMeant(card, name)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            throw missing(kind, name, place);
        }
        List<String> fullNames =
                found.stream().map(ContributionCard::fullId).sorted().toList();
        throw problem(
                place,
                "E207",
                "'" + name + "' is a " + kind.word() + " of several plugins; write one of " + fullNames,
                fullNames);
    }

    private static boolean isMeant(ContributionCard card, String name) {
        int at = name.indexOf('@');
        String id = at < 0 ? name : name.substring(0, at);
        boolean version = at < 0 || card.version().equals(name.substring(at + 1));
        return version && (card.id().equals(id) || card.fullId().equals(id));
    }

    private ProblemException missing(Kind kind, String name, Optional<Place> place) {
        for (HostedPlugin plugin : unusable) {
            if (plugin.contributions().stream().anyMatch(card -> card.kind() == kind && isMeant(card, name))) {
                return plugin.refusal();
            }
        }
        List<String> known = of(kind).stream()
                .flatMap(card -> Stream.of(card.id(), card.fullId()))
                .distinct()
                .toList();
        List<String> meant = Nearest.to(name, known);
        String hint = meant.isEmpty() ? "; '" + kind.plural() + "' lists those that are there" : "";
        List<String> unread = plugins.stream()
                .filter(plugin -> plugin.state() == PluginCard.State.QUARANTINED
                        && plugin.contributions().isEmpty())
                .map(PluginCard::id)
                .toList();
        if (!unread.isEmpty()) {
            hint += "; 'plugins' says why these cannot be used: " + String.join(", ", unread);
        }
        return problem(place, "E206", "no " + kind.word() + " '" + name + "'" + hint, meant);
    }

    private static ProblemException problem(Optional<Place> place, String code, String message, List<String> meant) {
        List<String> suggestions = meant.subList(0, Math.min(3, meant.size()));
        return new ProblemException(
                List.of(new Problem(Category.USAGE, place.isPresent() ? code : "E102", message, place, suggestions)));
    }
}
