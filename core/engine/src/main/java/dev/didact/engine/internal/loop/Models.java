package dev.didact.engine.internal.loop;

import dev.didact.api.DidactException;
import dev.didact.api.data.Provenance;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.OpenContext;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.model.Endpoint;
import dev.didact.engine.internal.model.LearnedLimits;
import dev.didact.engine.internal.model.OpenModels;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.process.ModelServer;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Checkpoints;
import dev.didact.engine.internal.workspace.Kinds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The models of a run, each at the checkpoint it stands at. For the run's own thread; what it hands out is for all.
final class Models implements AutoCloseable {
    private final Map<String, ModelPlan> plans;
    private final Checkpoints checkpoints;
    private final Function<ModelPlan, OpenContext> contexts;
    private final RunLog log;
    private final int inFlight;
    private final LearnedLimits limits;
    private final Outages outages;
    private final Map<String, Price> prices;
    private final Map<String, StoredCheckpoint> current = new HashMap<>();
    private final Map<String, Seated> open = new HashMap<>();
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    Models(
            Map<String, ModelPlan> plans,
            Checkpoints checkpoints,
            Function<ModelPlan, OpenContext> contexts,
            RunLog log,
            int inFlight,
            LearnedLimits limits,
            Map<String, Price> prices,
            Outages outages) {
        this.plans = plans;
        this.checkpoints = checkpoints;
        this.contexts = contexts;
        this.log = log;
        this.inFlight = inFlight;
        this.limits = limits;
        this.outages = outages;
        this.prices = prices;
    }

    /// The checkpoint that a model stands at.
    Optional<StoredCheckpoint> checkpoint(String name) {
        return Optional.ofNullable(current.get(name));
    }

    /// Lets a model stand at a checkpoint from now on, or at what its configuration alone names.
    void move(String name, Optional<StoredCheckpoint> to) {
        if (!checkpoint(name).equals(to)) {
            told.remove(name);
            Seated before = open.remove(name);
            if (before != null) {
                before.close();
            }
            to.ifPresentOrElse(checkpoint -> current.put(name, checkpoint), () -> current.remove(name));
        }
    }

    /// Frees what the server of a model holds while a lesson goes on. The model opens again when it is asked.
    void rest(String name) throws InterruptedException {
        Optional<ModelServer> server =
                Optional.ofNullable(plans.get(name)).flatMap(ModelPlan::serving).flatMap(ModelPlan.Serving::server);
        if (server.isPresent() && !log.replaying()) {
            Seated before = open.remove(name);
            if (before != null) {
                before.close();
            }
            server.get().rest();
        }
    }

    /// The model of that name where it stands now. Opens it at the first time. What it says of itself is written down
    /// in each round that asks it, so that a round can be gone on with and derived without those before it.
    SeatedModel at(String name) {
        if (log.replaying() && !told.contains(name)) {
            open.remove(name);
        }
        ModelPlan plan = plans.get(name);
        Optional<SeatedModel> fallback =
                plan == null ? Optional.empty() : plan.fallback().map(this::at);
        Seated seated = open.computeIfAbsent(name, _ -> seat(plan, fallback));
        if (told.add(name)) {
            log.put(Kinds.MODEL, seated.record());
        }
        return seated;
    }

    /// Turns to the next round.
    void nextRound() {
        told.clear();
        noteLimits();
    }

    private void noteLimits() {
        endpoints.forEach((identity, endpoint) -> endpoint.learned().ifPresent(limit -> limits.put(identity, limit)));
    }

    private Seated seat(@Nullable ModelPlan plan, Optional<SeatedModel> fallback) {
        if (plan == null) {
            throw new IllegalArgumentException("the recipe was read, so it names every model that it seats");
        }
        Optional<StoredCheckpoint> checkpoint = checkpoint(plan.name());
        Optional<OpenModels.Handle> handle = log.replaying() ? Optional.empty() : Optional.of(open(plan, checkpoint));
        ModelInfo info = handle.map(OpenModels.Handle::info).orElseGet(() -> recorded(plan));
        String identity = Hashes.fields("model")
                .text("plan", plan.identity())
                .text("checkpoint", checkpoint.map(StoredCheckpoint::id).orElse(""))
                .texts("fallback", fallback.stream().map(SeatedModel::identity).toList())
                .sha256();
        Endpoint endpoint =
                endpoints.computeIfAbsent(plan.identity(), noted -> endpoint(plan.name(), noted, info.computes()));
        return new Seated(plan, identity, checkpoint, info, price(plan, info), endpoint, fallback, handle);
    }

    /// What answers in this process, or is a program of this machine or behind a server that the run keeps, costs
    /// nothing unless somebody says so.
    private Optional<Price> price(ModelPlan plan, ModelInfo info) {
        return Optional.ofNullable(prices.get(plan.name())).or(() -> switch (info.served()) {
            case LOCAL -> Optional.of(Price.FREE);
            case REMOTE -> plan.serving().map(_ -> Price.FREE);
        });
    }

    /// What is found out about an endpoint holds for all models of the recipe that are the same one there, at whatever
    /// checkpoint. What computes here takes calls in batches as large as it likes.
    private Endpoint endpoint(String name, String noted, boolean computes) {
        return computes
                ? Endpoint.of(name, Integer.MAX_VALUE)
                : Endpoint.of(name, inFlight, limits.find(noted), outages);
    }

    private OpenModels.Handle open(ModelPlan plan, Optional<StoredCheckpoint> checkpoint) {
        Optional<Checkpoint> at = checkpoint.map(stored -> stored.open(checkpoints));
        try {
            Optional<ModelServer> server = plan.serving().flatMap(ModelPlan.Serving::server);
            if (server.isPresent()) {
                server.get().at(at);
            }
            // A server that is kept answers from the checkpoint under the name that it always has.
            Optional<Checkpoint> named = plan.serving().isPresent() ? Optional.empty() : at;
            return OpenModels.open(
                    plan.card(),
                    plan.plugins(),
                    contexts.apply(plan),
                    context -> plan.opening().open(named, context));
        } catch (DidactException | PluginFault e) {
            var problem = new ProblemException(
                    Problem.Category.ENVIRONMENT,
                    "E402",
                    "model '" + plan.name() + "' cannot be opened: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLoop.Stopped();
        }
    }

    private ModelInfo recorded(ModelPlan plan) {
        return log.recorded()
                .ahead(Kinds.MODEL)
                .map(record -> Records.read(record.get("info"), ModelInfo.class))
                .orElseThrow(() -> new RunLog.Derived.Different(
                        "the model '" + plan.name() + "' is opened where none was written"));
    }

    @Override
    public void close() {
        open.values().forEach(Seated::close);
        open.clear();
        noteLimits();
    }

    /// A model with its facts.
    private record Seated(
            ModelPlan plan,
            String identity,
            Optional<StoredCheckpoint> checkpoint,
            ModelInfo info,
            Optional<Price> price,
            Endpoint endpoint,
            Optional<SeatedModel> fallback,
            Optional<OpenModels.Handle> handle)
            implements SeatedModel {
        ObjectNode record() {
            ObjectNode record = Records.object()
                    .put("name", plan.name())
                    .put("provider", plan.card().reference());
            checkpoint.ifPresent(at -> record.put("checkpoint", at.id()));
            record.set("info", Records.write(info));
            return record;
        }

        @Override
        public String name() {
            return plan.name();
        }

        /// The name under which an endpoint serves a checkpoint may mean another one in the next run.
        @Override
        public boolean isRepeatable() {
            return !info.computes()
                    && checkpoint.flatMap(StoredCheckpoint::served).isEmpty();
        }

        @Override
        public Provenance.WrittenBy writtenBy() {
            return new Provenance.WrittenBy(
                    plan.card().reference(),
                    plan.name(),
                    plan.family().orElse(info.family()),
                    checkpoint.map(StoredCheckpoint::id),
                    terms(),
                    info.served());
        }

        /// A student's output comes under the terms of what it learned from, too.
        private String terms() {
            TreeSet<String> terms = new TreeSet<>();
            terms.add(info.termsLicence());
            checkpoint.ifPresent(at -> terms.add(at.licence()));
            return Origins.all(terms);
        }

        @Override
        public Reply answer(ModelCall call, Asking asking) throws DidactException, InterruptedException {
            return handle.orElseThrow(() -> new RunLog.Derived.Different(
                            "a call to '" + plan.name() + "' comes out that was never made"))
                    .answer(call, asking);
        }

        @Override
        public void close() {
            handle.ifPresent(OpenModels.Handle::close);
        }
    }
}
