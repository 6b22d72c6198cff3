package dev.didact.engine.internal.child;

import dev.didact.api.data.Draw;
import dev.didact.api.model.Checkpoint;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.http.Reach;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The first line: what to open, where to find it, and what it may use.
///
/// @param didact version of the protocol
/// @param open the kind of the contribution
/// @param contribution its card
/// @param with its configuration
/// @param scope what the instance is called
/// @param randomSeed the run's random seed
/// @param base the folder that relative paths start from
/// @param work a folder of the instance's own
/// @param threads how many platform threads it may compute with
/// @param offline whether addresses outside this machine are refused
/// @param network what it may reach
/// @param secrets names of the secrets that it may have
/// @param plugins folders with plugins
/// @param store where plugins are installed
/// @param cache where archives are unpacked
/// @param properties system properties that this process has from the other end's
/// @param draw what to draw, for a source
/// @param checkpoint what to open, for a model
/// @param output where to write, for an exporter
record Opening(
        int didact,
        String open,
        ContributionCard contribution,
        ObjectNode with,
        String scope,
        long randomSeed,
        Path base,
        Path work,
        int threads,
        boolean offline,
        Set<Reach> network,
        Set<String> secrets,
        List<Path> plugins,
        Optional<Path> store,
        Path cache,
        Map<String, String> properties,
        Optional<Draw> draw,
        Optional<Checkpoint> checkpoint,
        Optional<Path> output) {}
