package dev.didact.testkit;

import dev.didact.api.Contributes;
import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A contribution on the real host: its plugin is installed into a workspace of its own, and its code is loaded by the
/// plugin's class loader, apart from the classes that the test runs with.
///
/// @param workspace the workspace, offline and without secrets
/// @param trial the contribution
record Hosted(Workspace workspace, ContributionTrial trial) implements AutoCloseable {
    /// Hosts the contribution that an author's object is of.
    ///
    /// @param folder an empty folder
    static Hosted open(Contribution<?> own, Path folder) {
        Contributes contributes = own.getClass().getAnnotation(Contributes.class);
        if (contributes == null) {
            throw new AssertionError(own.getClass().getName()
                    + " carries no @Contributes; put @Contributes(id = \"…\", title = \"…\") on it");
        }
        Workspace workspace = Workspace.open(new Workspace.Settings(
                folder.resolve("workspace"),
                List.of(),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of()));
        try {
            return new Hosted(workspace, trial(own, contributes.id(), workspace, folder.resolve("plugin")));
        } catch (ProblemException e) {
            workspace.close();
            throw new AssertionError("the host refuses it: " + e.getMessage(), e);
        }
    }

    /// What comes with the engine is there already, and of the very class that the test runs with.
    private static ContributionTrial trial(Contribution<?> own, String id, Workspace workspace, Path folder) {
        return named(id, own, workspace)
                .map(workspace::contribution)
                .filter(trial -> trial.factory().getClass() == own.getClass())
                .findFirst()
                .orElseGet(() -> installed(own, id, workspace, folder));
    }

    private static ContributionTrial installed(Contribution<?> own, String id, Workspace workspace, Path folder) {
        ProjectFolder.write(own.getClass(), folder);
        PluginOffer offer = workspace.plugins().offer(folder);
        workspace.plugins().install(offer);
        return named(id, own, workspace)
                .filter(card -> card.plugin().equals(offer.plugin().id()))
                .map(workspace::contribution)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the manifest of plugin "
                        + offer.plugin().id() + " lists no " + kind(own).word() + " '" + id
                        + "'; build the project again, with didact-processor on its annotation processor path"));
    }

    private static Stream<ContributionCard> named(String id, Contribution<?> own, Workspace workspace) {
        return workspace.catalog().of(kind(own)).stream()
                .filter(card -> card.id().equals(id));
    }

    static Kind kind(Contribution<?> contribution) {
        return switch (contribution) {
            case DataSource<?> _ -> Kind.SOURCE;
            case Generator<?> _ -> Kind.GENERATOR;
            case Rubric<?> _ -> Kind.RUBRIC;
            case ModelProvider<?> _ -> Kind.MODEL;
            case Learner<?> _ -> Kind.LEARNER;
            case Exporter<?> _ -> Kind.EXPORTER;
        };
    }

    /// Runs something in the contribution's code. What the test itself asserts there comes out as it is.
    <T> T call(ContributionTrial.Call<T> call) throws DidactException, InterruptedException {
        try {
            return trial.call(call);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        workspace.close();
    }
}
