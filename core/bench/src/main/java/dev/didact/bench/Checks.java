package dev.didact.bench;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Subject;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.rubrics.checks.LengthRubric;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The check `length` twice: as a plugin behind the host, called as runs call it, and as a class like any other.
final class Checks implements AutoCloseable {
    static final String ID = "org.example.checks";

    private final Path folder = Fixture.folder();
    private final OpenContext context = OpenContext.of(
            new OpenContext.Settings(7, folder, 2, InstantSource.fixed(Instant.EPOCH), Map.of(), (_, _, _) -> {}));
    private final PluginHost host;

    Checks() {
        version(0);
        host = Fixture.host(folder);
    }

    /// Puts another version of the plugin in the place of the one that lies there. Nobody takes note of it yet.
    void version(int number) {
        Fixture.plugin(ID, "1.0." + number, folder.resolve("plugins/checks.zip"));
    }

    PluginHost host() {
        return host;
    }

    /// Instances behind the host.
    Sessions<Rubric.Grader> sessions() {
        ContributionCard card = host.catalog().find(Kind.RUBRIC, "length", Optional.empty());
        Plugins plugins = host.hold();
        // Before, not within: making it needs one of the threads that instances are opened on.
        Object factory = plugins.factory(card);
        return new Sessions<>(card, plugins, () -> context, own -> opened(factory, own));
    }

    @SuppressWarnings("unchecked")
    private Rubric.Grader opened(Object factory, Context own) throws DidactException {
        try {
            Class<?> config = factory.getClass().getClassLoader().loadClass(LengthRubric.Config.class.getName());
            Object limits = config.getConstructors()[0].newInstance(
                    Optional.empty(), Optional.of(200), Optional.empty(), Optional.empty());
            return ((Rubric<Record>) factory).open((Record) limits, own);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An instance without a host.
    Rubric.Grader inlined() {
        return new LengthRubric()
                .open(
                        new LengthRubric.Config(Optional.empty(), Optional.of(200), Optional.empty(), Optional.empty()),
                        context);
    }

    /// What is graded.
    static Subject subject() {
        Document document = Document.generated("bench", "page", "A page.", Licence.declared("CC0-1.0", "bench"));
        Item item = Item.of("item", "Write.", document.whole());
        return new Subject(
                Sample.of("Write.", "Please."),
                0,
                item,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    @Override
    public void close() {
        host.close();
        context.close();
        Fixture.delete(folder);
    }
}
