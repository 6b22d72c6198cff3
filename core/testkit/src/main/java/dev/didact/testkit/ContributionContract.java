package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Behaviour;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.ContributionVerification;
import dev.didact.engine.Finding;
import dev.didact.engine.Material;
import dev.didact.engine.PluginVerification;
import dev.didact.engine.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

/// What holds for every contribution, whatever its kind: it loads by itself, the same inputs give the same outcome, and
/// the examples that its author gives come out as they say.
///
/// The tests run on the real host. The plugin is laid out as its archive will be and installed into a workspace of its
/// own; there its classes are loaded once more, by a class loader that sees the JDK, the API and the plugin's own
/// libraries. What an author's own tests need beside that works without a host: the object itself, [#config],
/// [#context], [Steps].
///
/// @param <C> the configuration record
/// @param <E> one example of the author's
/// @param <A> what the contribution makes of an example
public abstract class ContributionContract<C extends Record, E, A> {
    @TempDir
    private Path temporary = Path.of("set by JUnit");

    ContributionContract() {}

    abstract Contribution<C> contribution();

    /// What the contribution makes of one example, opened for it and closed again. Runs in the code of a plugin.
    abstract A answer(Contribution<C> factory, C config, Context context, E example)
            throws DidactException, InterruptedException, IOException;

    /// Holds an answer against what the example says.
    abstract void check(E example, A answer);

    /// How an author writes one example, as a line of Java.
    abstract String howToWriteOne();

    /// The configuration as a recipe gives it under `with`: YAML. Nothing but defaults if it is not overridden.
    protected String with() {
        return "";
    }

    /// What the contribution makes of what: each example is a test of its own kind, and all of them are what the
    /// contract asks it.
    protected List<E> examples() {
        return List.of();
    }

    /// What it does not do, and why not. Such a test is skipped with the reason, and fails where the contribution does
    /// it all the same.
    protected Map<Behaviour, String> unsupported() {
        return Map.of();
    }

    /// Something that a behaviour is tested by.
    interface Trial {
        /// Tries it.
        void run() throws Exception;
    }

    /// Holds the contribution to a behaviour, or to the declaration that it lacks it.
    final void behaves(Behaviour behaviour, Trial trial) throws Exception {
        String reason = unsupported().get(behaviour);
        if (reason == null) {
            trial.run();
            return;
        }
        try {
            trial.run();
        } catch (AssertionError | Exception lacking) {
            throw new TestAbortedException("does not do " + behaviour.name() + ": " + reason, lacking);
        }
        throw new AssertionError(contribution().getClass().getSimpleName() + " does " + behaviour.name()
                + ", which unsupported() says it does not (" + reason + "); delete it there");
    }

    /// The folder that relative paths of the configuration start from; a fresh one for each test.
    protected Path folder() {
        try {
            return Files.createDirectories(temporary.resolve("recipe"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A context to open it in.
    protected TestContext context() {
        return TestContext.withRandomSeed(7).at(folder());
    }

    /// The configuration, bound as a recipe's is.
    protected final C config() {
        return ContributionTrial.config(contribution(), with(), folder());
    }

    @Test
    void loadsIsolated() throws Exception {
        behaves(Behaviour.ISOLATED, this::isolated);
    }

    private void isolated() throws Exception {
        try (Hosted hosted = host("one")) {
            ClassLoader loader = hosted.trial().factory().getClass().getClassLoader();
            assertThat(loader)
                    .as("the class loader of the plugin is its own")
                    .isNotSameAs(contribution().getClass().getClassLoader());
            for (Class<?> ours : List.of(Workspace.class, ContributionContract.class, Test.class)) {
                assertThatThrownBy(() -> loader.loadClass(ours.getName()))
                        .as("the plugin does not see %s", ours)
                        .isInstanceOf(ClassNotFoundException.class);
            }
            configured(hosted);
        }
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    void deterministic() throws Exception {
        behaves(Behaviour.DETERMINISTIC, this::sameAgain);
    }

    private void sameAgain() throws Exception {
        List<E> examples = someExamples();
        try (Hosted one = host("one");
                Hosted another = host("another")) {
            assertThat(answers(another, examples, context()))
                    .as("asked of another copy of the plugin")
                    .isEqualTo(answers(one, examples, context()));
            ContributionVerification verification = verification(one);
            lacksNothing(verification, Behaviour.DETERMINISTIC);
            lacksNothing(verification, Behaviour.WORKS_IN_PARALLEL);
        }
    }

    @Test
    void goldenExamples() throws Exception {
        List<E> examples = someExamples();
        try (Hosted hosted = host("one")) {
            List<A> answers = answers(hosted, examples, context());
            for (int i = 0; i < examples.size(); i++) {
                check(examples.get(i), answers.get(i));
            }
        }
    }

    @Test
    void nothingOfItStaysInMemoryWhenItIsLoadedAgain() throws Exception {
        UsedPlugin used = used();
        try (Workspace workspace = used.workspace()) {
            workspace.plugins().reload(used.id());
            assertThat(used.isGone())
                    .as(
                            "the class loader of %s is gone after a reload; close what it opened, or Context.own it",
                            used.id())
                    .isTrue();
        }
    }

    /// The plugin after it gave its examples, with nothing that refers to its code.
    private UsedPlugin used() throws Exception {
        Hosted hosted = host("one");
        answers(hosted, someExamples(), context());
        return UsedPlugin.of(hosted);
    }

    /// Nothing is refused when the plugin is looked at as a user's `plugin verify` does.
    final void verified() throws Exception {
        behaves(Behaviour.VERIFIED, () -> {
            Path plugin = temporary.resolve("verified");
            ProjectFolder.write(contribution().getClass(), plugin);
            PluginVerification verification = PluginVerification.of(plugin, _ -> true);
            assertThat(verification.refused()).as("%s", verification.findings()).isFalse();
        });
    }

    /// The contribution on a host of its own.
    final Hosted host(String name) {
        return Hosted.open(contribution(), temporary.resolve(name));
    }

    /// The factory on the host with a configuration of its own.
    final Configured<C> configured(Hosted hosted) throws DidactException, InterruptedException {
        @SuppressWarnings("unchecked") // a copy of the class that contribution() is of
        var factory = (Contribution<C>) hosted.trial().factory();
        return new Configured<>(factory, hosted.trial().configure(factory, with(), folder()));
    }

    /// A factory and a configuration that it takes.
    record Configured<C extends Record>(Contribution<C> factory, C config) {}

    final List<A> answers(Hosted hosted, List<E> examples, TestContext context) throws Exception {
        Configured<C> configured = configured(hosted);
        List<A> answers = new ArrayList<>();
        try (context) {
            for (E example : examples) {
                answers.add(hosted.call(() -> answer(configured, context, example)));
            }
        }
        return answers;
    }

    private A answer(Configured<C> configured, Context context, E example)
            throws DidactException, InterruptedException {
        try {
            return answer(configured.factory(), configured.config(), context, example);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the contribution is looked at with: its examples.
    abstract Material material(Material configured);

    private ContributionVerification verification(Hosted hosted) throws DidactException, InterruptedException {
        try (TestContext context = context()) {
            Material configured = Material.of(with(), folder()).reaching(context.http());
            return ContributionVerification.of(hosted.trial(), material(configured));
        }
    }

    /// Every behaviour of its kind, as `plugin verify` looks at it, on the author's examples.
    final Stream<DynamicTest> behaviours() throws DidactException, InterruptedException {
        someExamples();
        Hosted hosted = host("looked");
        ContributionVerification verification = verification(hosted);
        return verification.behaviours().stream()
                .map(behaviour -> DynamicTest.dynamicTest(
                        behaviour.words(), () -> behaves(behaviour, () -> lacksNothing(verification, behaviour))))
                .onClose(hosted::close);
    }

    private static void lacksNothing(ContributionVerification verification, Behaviour behaviour) throws Exception {
        for (Finding finding : verification.findings(behaviour)) {
            throw new AssertionError(finding.message() + "; cure: " + finding.cure());
        }
    }

    final List<E> someExamples() {
        List<E> examples = examples();
        assertThat(examples)
                .as(
                        "%s has no golden example. Say what it makes of what: override examples() in %s, such as%n"
                                + "    return List.of(%s);",
                        contribution().getClass().getSimpleName(), getClass().getSimpleName(), howToWriteOne())
                .isNotEmpty();
        return examples;
    }
}
