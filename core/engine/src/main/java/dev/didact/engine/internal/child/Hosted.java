package dev.didact.engine.internal.child;

import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Binder;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Closing;

/// The one contribution of this process, called as the host calls any.
///
/// @param host the host that has it
/// @param context its way out
record Hosted(PluginHost host, ChildContext context) {
    /// Opens it.
    Served open() throws DidactException, InterruptedException {
        return switch (host.factory(context.opening().contribution())) {
            case DataSource<?> source -> source(source);
            case Generator<?> generator -> generator(generator);
            case Rubric<?> rubric -> rubric(rubric);
            case ModelProvider<?> provider -> model(provider);
            case Learner<?> learner -> learner(learner);
            case Exporter<?> exporter -> exporter(exporter);
        };
    }

    private <C extends Record> Served source(DataSource<C> source) throws DidactException, InterruptedException {
        return ServedSource.open(this, source, config(source));
    }

    private <C extends Record> Served generator(Generator<C> generator) throws DidactException, InterruptedException {
        return ServedGenerator.open(this, generator, config(generator));
    }

    private <C extends Record> Served rubric(Rubric<C> rubric) throws DidactException, InterruptedException {
        return ServedRubric.open(this, rubric, config(rubric));
    }

    private <C extends Record> Served model(ModelProvider<C> provider) throws DidactException, InterruptedException {
        return ServedModel.open(this, provider, config(provider));
    }

    private <C extends Record> Served learner(Learner<C> learner) throws DidactException, InterruptedException {
        return ServedLearner.open(this, learner, config(learner));
    }

    private <C extends Record> Served exporter(Exporter<C> exporter) throws DidactException, InterruptedException {
        return ServedExporter.open(this, exporter, config(exporter));
    }

    @SuppressWarnings("unchecked") // the type argument of a contribution names its configuration
    private <C extends Record> C config(Contribution<C> factory) throws DidactException, InterruptedException {
        Node.Mapping with = Node.Mapping.of(context.opening().with(), new Place("with", 1, 1, 1));
        String name = "'with' of '" + context.opening().contribution().id() + "'";
        try {
            return compute(() -> Binder.bind(
                    (Class<C>) ContributionTypes.config(factory),
                    with,
                    context.opening().base(),
                    name));
        } catch (ProblemException e) {
            throw new DidactException.Config("", String.valueOf(e.getMessage()));
        }
    }

    <T> T compute(Work<T> work) throws DidactException, InterruptedException {
        return host.compute(context.opening().contribution(), work);
    }

    <T> T lasting(Work<T> work) throws DidactException, InterruptedException {
        return host.lasting(context.opening().contribution(), work);
    }

    /// Closes what the contribution opened, as the host closes any.
    void close(AutoCloseable opened) {
        Closing.quietly(host, context.opening().contribution(), context.log(), opened);
    }

    <T> T waiting(Work<T> work) throws DidactException, InterruptedException {
        return host.waiting(context.opening().contribution(), work);
    }
}
