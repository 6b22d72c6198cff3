package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Matches;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.Level;
import dev.didact.api.grading.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A rubric that is a program: it gets a sample on a line and answers with a line. The recipe states its criteria, so
/// that they are known before anything is started.
@Contributes(
        id = "exec",
        title = "A program that grades",
        description =
                "Starts a program of any language and asks it about each sample, one JSON line for one JSON line.")
public final class ExecRubric implements Rubric<ExecRubric.Config> {
    /// Made by the host.
    public ExecRubric() {}

    /// What to start and what to ask it.
    ///
    /// @param command the program and its arguments; runs in the recipe's folder
    /// @param criteria the questions that it answers
    /// @param env variables that it sees besides PATH, HOME and LANG
    /// @param secrets secrets that it sees, each as the variable that it is kept in: `env:NAME`
    /// @param settings texts that are handed to it when it starts
    /// @param files further files whose change makes the step compute again; those that the command names count already
    /// @param deadline how long it may take for one answer
    public record Config(
            @Example("[python3, program.py]") @Min(1) List<String> command,
            @Example("[{ id: polite }]") @Min(1) List<Question> criteria,
            @Default("{}") Map<String, String> env,
            @Default("[]") List<SecretName> secrets,
            @Default("{}") Map<String, String> settings,
            @Default("[]") List<Path> files,
            @Default("60s") Duration deadline)
            implements ProgramConfig {
        public Config {
            var ids = new HashSet<String>();
            for (Question question : criteria) {
                if (!ids.add(question.id())) {
                    throw new IllegalArgumentException("criterion '" + question.id() + "' is there twice");
                }
            }
        }
    }

    /// One criterion.
    ///
    /// @param id its name
    /// @param title the question, in a few words
    /// @param levels the levels that it is answered by, from the worst to the best; empty for a number from 0 to 1
    /// @param required inputs without which it is ungraded
    /// @param optional inputs that it uses where they are there
    public record Question(
            @Matches("[a-z][a-z0-9-]*") String id,
            @Default("''") String title,
            @Default("[no, yes]") List<String> levels,
            @Default("[prompt, response]") Set<String> required,
            @Default("[]") Set<String> optional) {
        Criterion criterion() {
            return new Criterion(id, title.isEmpty() ? id : title, scale(), required, optional);
        }

        private Scale scale() {
            if (levels.isEmpty()) {
                return new Scale.Range();
            }
            double steps = Math.max(1, levels.size() - 1);
            return new Scale.Levels(IntStream.range(0, levels.size())
                    .mapToObj(i -> new Level(levels.get(i), i / steps, ""))
                    .toList());
        }
    }

    @Override
    public List<Criterion> criteria(Config config) throws DidactException {
        try {
            return config.criteria().stream().map(Question::criterion).toList();
        } catch (IllegalArgumentException e) {
            throw new DidactException.Config("criteria", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Grader open(Config config, Context context) throws DidactException {
        return ProgramGrader.open(config, criteria(config), context);
    }
}
