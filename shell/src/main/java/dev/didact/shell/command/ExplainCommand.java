package dev.didact.shell.command;

import dev.didact.engine.Explanation;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import dev.didact.shell.output.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `explain REF`: why a sample has its verdict, down to the quoted words; or what an error code means.
final class ExplainCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("explain", "say why a sample was decided so", "explain E103", Needs.JOURNAL)
                .target(
                        "REF",
                        new ValueType.Named("REF", Reference.SAMPLE),
                        TargetSpec.Count.ONE,
                        "a sample such as 3/17, or an error code such as E103");
    }

    /// An error code.
    record Code(String code, String meaning, String remedy, int exitCode) {}

    @Override
    public void run(Call call) {
        Word word = call.line().targets().getFirst();
        if (!word.text().contains("/")) {
            code(call, word);
            return;
        }
        int slash = word.text().indexOf('/');
        int run = Integer.parseInt(word.text().substring(0, slash));
        long sample = Long.parseLong(word.text().substring(slash + 1));
        Explanation explanation = Problems.at(
                call.line(),
                word,
                () -> call.session().workspace(call.settings()).view(run).explain(sample));
        List<String> lines = new ArrayList<>();
        tree(explanation, 0, call.out().style(), lines);
        call.out().document(explanation, lines);
    }

    private static void tree(Explanation explanation, int depth, Style style, List<String> lines) {
        String text = "  ".repeat(depth) + Printable.of(explanation.text());
        lines.add(depth == 0 ? style.bold(text) : text);
        explanation.because().forEach(reason -> tree(reason, depth + 1, style, lines));
    }

    private static void code(Call call, Word word) {
        List<String> known =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList();
        Code code = ErrorCode.byId(word.text())
                .map(own -> new Code(own.id(), own.meaning(), own.remedy(), own.exitCode()))
                .or(() -> ErrorCode.range(word.text())
                        .map(meaning -> new Code(
                                word.text().toUpperCase(Locale.ROOT),
                                meaning,
                                "see the message",
                                ErrorCode.exitCode(word.text().charAt(1)))))
                .orElseThrow(() -> call.line().unknown(word, Reference.ERROR, known));
        call.out()
                .document(
                        code,
                        List.of(
                                call.out().style().bold(code.code()) + "  " + code.meaning(),
                                "  cure       " + code.remedy(),
                                "  exit code  " + code.exitCode()));
    }
}
