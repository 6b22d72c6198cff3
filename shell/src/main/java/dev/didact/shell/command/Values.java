package dev.didact.shell.command;

import dev.didact.shell.language.Line;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.regex.Pattern;

/// The types and options that several verbs share.
final class Values {
    static final ValueType RUN = new ValueType.Named("RUN", Reference.RUN);
    static final ValueType RECIPE = new ValueType.Named("RECIPE", Reference.RECIPE);
    static final ValueType SETTING =
            new ValueType.Shaped("path=value", Pattern.compile("[^=\\s]+=.*", Pattern.DOTALL), "must be path=value");
    static final ValueType COUNT = new ValueType.WholeNumber("N", 1, Integer.MAX_VALUE);

    static final OptionSpec SET =
            OptionSpec.repeated("--set", SETTING, "change a setting of the recipe; values are YAML");
    static final OptionSpec WITH =
            OptionSpec.repeated("--with", SETTING, "a setting of the component; values are YAML");
    static final OptionSpec ARM = OptionSpec.valued(
            "--arm", new ValueType.Named("NAME|all", Reference.ARM), "the arm to take; the first if not given");

    private Values() {}

    /// The texts of an option that may be repeated.
    static List<String> texts(Line line, String option) {
        return line.all(option).stream().map(Line.Word::text).toList();
    }

    /// The number of a run in a target of type [#RUN].
    static int run(Line.Word word) {
        return Integer.parseInt(word.text());
    }
}
