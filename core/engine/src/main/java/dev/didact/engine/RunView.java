package dev.didact.engine;

import dev.didact.api.grading.DecidedSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of a run, read from its journal. Works while the run goes on, also in another process; shows what was
/// there when it was asked for.
public interface RunView {
    /// The run in a line.
    RunSummary summary();

    /// The recipe as the run resolved it, arm and settings applied, as YAML.
    String recipe();

    /// What the run was made with: versions and hashes of the plugins, Java, the operating system, processors.
    Map<String, String> environment();

    /// What comes from outside the model.
    List<String> signals();

    /// The finished rounds, the base first.
    List<RunEvent.RoundFinished> rounds();

    /// How the run ended; empty while it goes on.
    Optional<RunEvent.Finished> finished();

    /// All samples in the order of their numbers. To be closed.
    Stream<DecidedSample> samples();

    /// Why a sample has its verdict, down to the quoted words.
    ///
    /// @param sample its number in the run, from 1
    /// @throws ProblemException if there is no such sample
    Explanation explain(long sample);

    /// Asks the index of the run, which is brought up to the journal first. Its tables are `round`, `call`, `sample`,
    /// `grade`, `criterion` and `verdict`.
    ///
    /// @param sql one statement that reads
    /// @throws ProblemException if it is no such statement
    Rows ask(String sql);
}
