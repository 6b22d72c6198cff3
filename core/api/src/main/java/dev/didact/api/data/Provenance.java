package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The facts about one sample's origin, written by the engine: what it derives from, what made it, which model wrote
/// it, and which licence follows.
///
/// @param derivedFrom the spans it was made from
/// @param generatedBy what made it
/// @param models the models whose text is in the sample
/// @param licence the SPDX expression that follows from sources and models, `NOASSERTION` where one of them is unknown
/// @param because one line for each part of the licence: which source or model it comes from
public record Provenance(
        List<Derivation> derivedFrom,
        GeneratedBy generatedBy,
        List<WrittenBy> models,
        String licence,
        List<String> because) {
    public Provenance {
        requireNonNull(derivedFrom, "derivedFrom");
        requireNonNull(generatedBy, "generatedBy");
        requireNonNull(models, "models");
        requireNonNull(licence, "licence");
        requireNonNull(because, "because");
        derivedFrom = List.copyOf(derivedFrom);
        models = List.copyOf(models);
        because = List.copyOf(because);
    }

    /// One span that a sample derives from.
    ///
    /// @param source id of the source in the recipe
    /// @param document id of the document
    /// @param documentHash SHA-256 of the whole document
    /// @param start first byte of the span
    /// @param end first byte behind it
    /// @param role what it was used as: `item`, `context`, `evidence` or `few-shot`
    /// @param licence what is known of its licence
    public record Derivation(
            String source, String document, String documentHash, long start, long end, String role, Licence licence) {
        public Derivation {
            requireNonNull(source, "source");
            requireNonNull(document, "document");
            requireNonNull(documentHash, "documentHash");
            requireNonNull(role, "role");
            requireNonNull(licence, "licence");
        }
    }

    /// What made a sample.
    ///
    /// @param run number of the run in its workspace
    /// @param round round of the run
    /// @param step id of the step
    /// @param generator contribution and version of its plugin: `dev.didact.briefs.answer@0.1.0`
    /// @param promptHash SHA-256 of the requests that led to it
    /// @param randomSeed the run's random seed
    /// @param level level of the item
    public record GeneratedBy(
            int run, int round, String step, String generator, String promptHash, long randomSeed, OptionalInt level) {
        public GeneratedBy {
            requireNonNull(step, "step");
            requireNonNull(generator, "generator");
            requireNonNull(promptHash, "promptHash");
            requireNonNull(level, "level");
        }
    }

    /// A model whose text is in the sample.
    ///
    /// @param provider contribution that opened it
    /// @param name its name in the recipe
    /// @param family what kind of model it is
    /// @param checkpoint the checkpoint it was opened from
    /// @param termsLicence SPDX expression or `LicenseRef-` of the terms on its output
    /// @param served where it answered
    public record WrittenBy(
            String provider,
            String name,
            String family,
            Optional<String> checkpoint,
            String termsLicence,
            Served served) {
        public WrittenBy {
            requireNonNull(provider, "provider");
            requireNonNull(name, "name");
            requireNonNull(family, "family");
            requireNonNull(checkpoint, "checkpoint");
            requireNonNull(termsLicence, "termsLicence");
            requireNonNull(served, "served");
        }
    }

    /// Where a model answered.
    public enum Served {
        /// In this process or on this machine's own programs.
        LOCAL,
        /// At an endpoint.
        REMOTE
    }
}
