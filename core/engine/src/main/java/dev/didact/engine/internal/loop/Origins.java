package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Provenance.Derivation;
import dev.didact.api.data.Provenance.GeneratedBy;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.model.Request;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes down where samples come from.
///
/// The licence of a sample is the conjunction of what its sources and the models that wrote it come under: unknown
/// where one of them is unknown, because a known licence beside an unknown one frees nothing.
///
/// @param run number of the run
/// @param randomSeed the run's random seed
/// @param source id of the source in the recipe
record Origins(int run, long randomSeed, String source) {
    private static final Pattern AND = Pattern.compile(" AND ");

    /// The terms of a model that adds none of its own.
    private static final String NO_TERMS = "CC0-1.0";

    /// The origin of what a step made. The models that wrote what it was made from have a part in it.
    Provenance of(Given from, GenerateStep step, int round, Steps.End<?> end) {
        String promptHash = Hashes.fields("prompts")
                .texts("requests", end.requests().stream().map(Origins::sha256).toList())
                .sha256();
        Stream<WrittenBy> before = from.parent().stream().flatMap(sample -> sample.provenance().models().stream());
        Stream<WrittenBy> now = end.models().stream().map(SeatedModel::writtenBy);
        return provenance(
                from.item(),
                step,
                round,
                promptHash,
                Stream.concat(before, now).distinct().toList());
    }

    private static String sha256(Request request) {
        return Hashes.sha256(Records.bytes(request));
    }

    private Provenance provenance(Item item, GenerateStep step, int round, String promptHash, List<WrittenBy> models) {
        List<String> because = new ArrayList<>();
        TreeSet<String> licences = new TreeSet<>();
        for (Passage passage : item.passages()) {
            Licence licence = passage.origin().licence();
            licences.add(licence.concluded());
            because.add("source " + source + ", " + passage.reference() + ": " + licence.concluded() + ", "
                    + licence.evidence());
        }
        for (WrittenBy model : models) {
            licences.add(model.termsLicence());
            because.add("model " + model.name() + " (" + model.provider() + "): " + model.termsLicence());
        }
        return new Provenance(
                item.passages().stream().map(passage -> derivation(passage)).toList(),
                new GeneratedBy(
                        run,
                        round,
                        step.id(),
                        step.sessions().card().reference(),
                        promptHash,
                        randomSeed,
                        item.level()),
                models,
                all(licences),
                because);
    }

    private Derivation derivation(Passage passage) {
        return new Derivation(
                source,
                passage.document(),
                passage.origin().sha256(),
                passage.start(),
                passage.end(),
                "item",
                passage.origin().licence());
    }

    /// The expression that says that all of them hold.
    static String all(TreeSet<String> licences) {
        if (licences.isEmpty() || licences.contains(Licence.NO_ASSERTION)) {
            return Licence.NO_ASSERTION;
        }
        TreeSet<String> binding = new TreeSet<>();
        licences.forEach(one -> binding.addAll(one.contains(" OR ") ? List.of(one) : List.of(AND.split(one, -1))));
        if (binding.size() > 1) {
            binding.remove(NO_TERMS);
        }
        return binding.size() == 1
                ? binding.first()
                : String.join(
                        " AND ",
                        binding.stream()
                                .map(one -> one.contains(" OR ") ? "(" + one + ")" : one)
                                .toList());
    }
}
