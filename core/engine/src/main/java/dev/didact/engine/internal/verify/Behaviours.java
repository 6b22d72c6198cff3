package dev.didact.engine.internal.verify;

import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.api.data.Item;
import dev.didact.engine.Behaviour;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.ContributionVerification;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.Finding.Severity;
import dev.didact.engine.Material;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.verify.KindChecks.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// All that is expected of one contribution.
public final class Behaviours implements ContributionVerification {
    /// How long one behaviour may be looked at, on the clock: what waits for ever is found, and a busy machine is not.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Looked<?> looked;
    private final KindChecks kind;
    private final Map<Behaviour, Look> looks;
    private final Duration longest;

    private Behaviours(Looked<?> looked, KindChecks kind, Duration longest) {
        this.looked = looked;
        this.kind = kind;
        this.longest = longest;
        this.looks = new EnumMap<>(kind.looks());
        looks.putAll(new LifeChecks<>(looked).looks());
        looks.putAll(new SettingChecks<>(looked).looks());
        looks.putAll(new SecretChecks(looked, kind).looks());
        looks.putAll(new SamenessChecks(looked, kind).looks());
    }

    /// See [ContributionVerification#of].
    public static Behaviours of(ContributionTrial trial, Material material)
            throws DidactException, InterruptedException {
        return of(trial, material, LONGEST);
    }

    /// @param longest how long one behaviour may be looked at
    static Behaviours of(ContributionTrial trial, Material material, Duration longest)
            throws DidactException, InterruptedException {
        Looked<?> looked = Looked.of(trial, trial.factory(), material);
        return new Behaviours(looked, kind(looked), longest);
    }

    private static <C extends Record> KindChecks kind(Looked<C> looked) {
        Contribution<C> factory = looked.factory();
        return switch (factory) {
            case DataSource<C> source -> new SourceChecks<>(looked, source);
            case Generator<C> generator -> new GeneratorChecks<>(looked, generator);
            case Rubric<C> rubric -> new RubricChecks<>(looked, rubric);
            case ModelProvider<C> provider -> new ModelChecks<>(looked, provider);
            case Learner<C> learner -> new LearnerChecks<>(looked, learner);
            case Exporter<C> exporter -> new ExporterChecks<>(looked, exporter);
        };
    }

    @Override
    public Set<Behaviour> behaviours() {
        return Collections.unmodifiableSet(looks.keySet());
    }

    @Override
    public List<Finding> findings(Behaviour behaviour) throws InterruptedException {
        Look look = looks.get(behaviour);
        if (look == null) {
            throw new IllegalArgumentException(
                    "of a " + looked.trial().card().kind().word() + " only this is expected: " + looks.keySet());
        }
        var findings = new Findings(looked.trial().card(), behaviour.area(), "whether it " + behaviour.words());
        look(look, findings);
        return findings.first();
    }

    /// Everything that is found; what it lacks to be looked at is said once.
    public List<Finding> all() throws InterruptedException {
        var first = new Findings(looked.trial().card(), Area.LIFE, "what it does");
        look(_ -> kind.outcome(Around.USUAL, false), first);
        List<Finding> all = new ArrayList<>(first.first());
        if (all.stream().anyMatch(finding -> finding.severity() == Severity.REFUSED)) {
            return all;
        }
        boolean lacking = !all.isEmpty();
        for (Behaviour behaviour : looks.keySet()) {
            findings(behaviour).stream()
                    .filter(finding -> !lacking || finding.severity() != Severity.NOTE)
                    .forEach(all::add);
        }
        return all;
    }

    /// Some items that it yields, if it is a source.
    List<Item> items() throws InterruptedException {
        List<Item> items = new ArrayList<>();
        if (kind instanceof SourceChecks<?> source) {
            look(_ -> items.addAll(source.some()), new Findings(looked.trial().card(), Area.SOURCE, "what it yields"));
        }
        return items;
    }

    private void look(Look look, Findings findings) throws InterruptedException {
        var task = new FutureTask<>(() -> {
            look.look(findings);
            return true;
        });
        Thread thread = Thread.ofVirtual().name("didact-look").start(task);
        try {
            task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            findings.refused(
                    "did not come back within " + longest.toSeconds() + " s, when it was looked at "
                            + findings.question(),
                    "give every wait an end, and call Context.checkCancelled() in long work");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            failed(findings, Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    private static void failed(Findings findings, Throwable thrown) {
        switch (thrown) {
            case DidactException lacking -> findings.notLookedAt(lacking.getMessage() + "");
            case PluginFault fault ->
                findings.refused(
                        "breaks when it is looked at " + findings.question() + ": " + fault.getMessage(),
                        "mend the line that is named; what is understood is thrown as a DidactException");
            case InterruptedException stopped ->
                findings.refused(
                        "ends as if it was interrupted, when it is looked at " + findings.question() + ": "
                                + stopped.getMessage(),
                        "throw InterruptedException where the thread was interrupted, and nowhere else");
            case RuntimeException fault -> throw fault;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
