package dev.didact.engine.internal.host;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.Problem;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.identity.Hashes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The plugins of a host at one moment. Of a plugin that is there in several versions, a name without a version means
/// the one that is pinned, else the one that the user installed, else the newest that can be used.
final class CatalogSnapshot implements Catalog {
    private final List<PluginCard> plugins;
    private final List<HostedPlugin> usable = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();
    private final Map<String, HostedPlugin> chosen = new HashMap<>();
    private final List<Pin> absent;

    /// A plugin that is there and cannot be used, and what to say to somebody who asks for it.
    private record Unusable(HostedPlugin plugin, ProblemException refusal) {}

    /// @param unreadable what could not even be read
    /// @param listed the plugins that new runs could use
    /// @param there these and the ones that only pins name
    /// @param installed those of them that the user installed, which go before what only lies there
    /// @param pins the plugins that may be used only as they were
    /// @param leaks what stays in memory, by id
    CatalogSnapshot(
            List<PluginCard> unreadable,
            List<HostedPlugin> listed,
            List<HostedPlugin> there,
            List<HostedPlugin> installed,
            List<Pin> pins,
            Map<String, String> leaks) {
        for (HostedPlugin plugin : there) {
            Optional<ProblemException> refusal = refusal(plugin, there, pins);
            if (refusal.isEmpty() && plugin.isUsable()) {
                usable.add(plugin);
            } else {
                unusable.add(new Unusable(plugin, refusal.orElseGet(plugin::refusal)));
            }
        }
        usable.forEach(plugin -> chosen.merge(plugin.manifest().id(), plugin, CatalogSnapshot::newer));
        installed.stream()
                .filter(usable::contains)
                .forEach(plugin -> chosen.put(plugin.manifest().id(), plugin));
        pins.stream()
                .sorted((a, b) -> Versions.compare(a.version(), b.version()))
                .forEach(pin -> usable.stream()
                        .filter(pin::means)
                        .forEach(plugin -> chosen.put(plugin.manifest().id(), plugin)));
        absent = pins.stream()
                .filter(pin -> !pin.began()
                        && there.stream()
                                .noneMatch(plugin -> plugin.manifest().id().equals(pin.id())))
                .toList();
        plugins = Stream.of(
                        unreadable.stream(),
                        listed.stream().map(plugin -> card(plugin, leaks)),
                        leaks.entrySet().stream()
                                .filter(leak -> listed.stream()
                                        .noneMatch(
                                                plugin -> plugin.manifest().id().equals(leak.getKey())))
                                .map(CatalogSnapshot::gone))
                .flatMap(one -> one)
                .sorted(Comparator.comparing(PluginCard::id).thenComparing(PluginCard::version))
                .toList();
    }

    private PluginCard card(HostedPlugin plugin, Map<String, String> leaks) {
        PluginCard card = plugin.card();
        String leak = leaks.getOrDefault(card.id(), "");
        Optional<ProblemException> refused = unusable.stream()
                .filter(one -> one.plugin() == plugin && plugin.isUsable())
                .map(Unusable::refusal)
                .findFirst();
        if (refused.isPresent()) {
            return with(
                    card,
                    PluginCard.State.INSTALLED,
                    refused.get().problems().getFirst().message());
        }
        return leak.isEmpty() ? card : with(card, plugin.isUsable() ? PluginCard.State.LEAKED : card.state(), leak);
    }

    private static PluginCard with(PluginCard card, PluginCard.State state, String reason) {
        return new PluginCard(
                card.id(),
                card.version(),
                card.title(),
                state,
                card.reason().isEmpty() ? reason : card.reason() + "; " + reason,
                card.licence(),
                card.support(),
                card.sha256(),
                card.capabilities(),
                card.contributions());
    }

    private static PluginCard gone(Map.Entry<String, String> leak) {
        return PluginCard.unread(leak.getKey(), "", PluginCard.State.LEAKED, leak.getValue(), "");
    }

    /// Why a plugin may not be used where others are pinned.
    private static Optional<ProblemException> refusal(HostedPlugin plugin, List<HostedPlugin> there, List<Pin> pins) {
        List<Pin> own = pins.stream()
                .filter(pin -> pin.id().equals(plugin.manifest().id()) && !pin.began())
                .toList();
        if (own.isEmpty() || own.stream().anyMatch(pin -> pin.means(plugin))) {
            return Optional.empty();
        }
        Optional<Pin> missed = own.stream()
                .filter(pin -> pin.version().equals(plugin.manifest().version())
                        || there.stream().noneMatch(pin::means))
                .findFirst();
        return missed.map(pin -> new ProblemException(
                Category.ENVIRONMENT,
                "E408",
                "plugin " + plugin.reference() + " is here with hash " + Hashes.shortened(plugin.sha256()) + ", and "
                        + pin.refusal()));
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
        return chosen.values().stream()
                .flatMap(plugin -> plugin.contributions().stream())
                .filter(card -> card.kind() == kind)
                .sorted(Comparator.comparing(ContributionCard::id).thenComparing(ContributionCard::plugin))
                .toList();
    }

    @Override
    public List<TaskFile> tasks() {
        return chosen.values().stream()
                .flatMap(plugin -> plugin.tasks().stream())
                .sorted(Comparator.comparing(TaskFile::fullId))
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
        for (Unusable one : unusable) {
            if (one.plugin().contributions().stream().anyMatch(card -> card.kind() == kind && isMeant(card, name))) {
                return at(place, one.refusal());
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
        if (!absent.isEmpty()) {
            hint += "; " + absent.getFirst().refusal();
        }
        return problem(place, "E206", "no " + kind.word() + " '" + name + "'" + hint, meant);
    }

    private static ProblemException at(Optional<Place> place, ProblemException refusal) {
        return new ProblemException(refusal.problems().stream()
                .map(one -> new Problem(one.category(), one.code(), one.message(), place, one.suggestions()))
                .toList());
    }

    private static ProblemException problem(Optional<Place> place, String code, String message, List<String> meant) {
        List<String> suggestions = meant.subList(0, Math.min(3, meant.size()));
        return new ProblemException(
                List.of(new Problem(Category.USAGE, place.isPresent() ? code : "E102", message, place, suggestions)));
    }
}
