package dev.didact.engine.internal.host;

import dev.didact.api.DidactException;
import dev.didact.api.NoConfig;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Subject;
import dev.didact.engine.Contexts;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.journal.JournalIo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hosts over a test's own folder, and what tests ask of them.
final class Hosts {
    /// Long enough for a plugin that does what it should on a busy machine.
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(200));

    private Hosts() {}

    /// A host over `plugins/` of a folder, with its cache and the home of its store beside it.
    static PluginHost open(Path folder) {
        return open(folder, JournalIo.files());
    }

    /// @param io the disk of the store
    static PluginHost open(Path folder, JournalIo io) {
        return PluginHost.open(settings(folder, DEADLINES), io);
    }

    static HostSettings settings(Path folder, Deadlines deadlines) {
        return new HostSettings(
                List.of(folder.resolve("plugins")),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                2,
                deadlines,
                SchemaOf::of);
    }

    static PluginCard plugin(PluginHost host, String id) {
        List<PluginCard> found = host.catalog().plugins().stream()
                .filter(card -> card.id().equals(id))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(id + " is there " + found.size() + " times in "
                    + host.catalog().plugins());
        }
        return found.getFirst();
    }

    static ContributionCard rubric(PluginHost host, String name) {
        return host.catalog().find(Kind.RUBRIC, name, Optional.empty());
    }

    /// Grades a sample on the plugin's threads.
    static Map<String, CriterionResult> grade(PluginHost host, String rubric)
            throws DidactException, InterruptedException {
        ContributionCard card = rubric(host, rubric);
        @SuppressWarnings("unchecked")
        var factory = (Rubric<NoConfig>) host.factory(card);
        Step<Map<String, CriterionResult>> step = host.compute(card, () -> {
            try (var context = Contexts.at(Path.of("no-such-folder"));
                    Rubric.Grader grader = factory.open(new NoConfig(), context)) {
                return grader.grade(subject("Please."));
            }
        });
        return switch (step) {
            case Step.Done<Map<String, CriterionResult>>(var results) -> results;
            case Step.Ask<Map<String, CriterionResult>> _ -> throw new AssertionError("it asks a model");
        };
    }

    static Subject subject(String response) {
        Document document = Document.generated("test", "page", "A page.", Licence.declared("CC0-1.0", "test"));
        Item item = Item.of("item", "Write.", document.whole());
        return new Subject(
                Sample.of("Write.", response),
                0,
                item,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty());
    }
}
