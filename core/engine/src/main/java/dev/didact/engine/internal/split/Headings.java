package dev.didact.engine.internal.split;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the sections of a text begin: at headings as Markdown writes them, `## So`, or underlined with `===` (level 1)
/// or `---` (level 2). What stands within a fence of back ticks or tildes is code and holds none.
final class Headings {
    private static final Pattern LINE = Pattern.compile(".*(?:\\R|\\z)");
    private static final Pattern MARKED = Pattern.compile(" {0,3}(#{1,6})(?:\\h.*)?");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)\\h*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");

    private final int level;
    private final List<Integer> sections = new ArrayList<>();
    private String fence = "";
    private int before = -1;
    private boolean alone;

    private Headings(int level) {
        this.level = level;
    }

    /// The first characters of the sections, in order; always that of the text.
    ///
    /// @param level of headings below it, no section begins at them
    static List<Integer> sections(String text, int level) {
        var headings = new Headings(level);
        headings.sections.add(0);
        if (level > 0) {
            Matcher line = LINE.matcher(text);
            while (line.find() && line.end() > line.start()) {
                headings.line(line.start(), line.group().stripTrailing());
            }
        }
        return headings.sections;
    }

    private void line(int start, String line) {
        Matcher mark = FENCE.matcher(line);
        if (mark.matches()) {
            fence(mark.group(1), mark.group(2));
            before = -1;
            alone = false;
            return;
        }
        if (!fence.isEmpty()) {
            return;
        }
        Matcher marked = MARKED.matcher(line);
        Matcher underline = UNDERLINE.matcher(line);
        if (marked.matches()) {
            begin(start, marked.group(1).length());
            before = -1;
            alone = false;
        } else if (alone && underline.matches()) {
            begin(before, underline.group(1).startsWith("=") ? 1 : 2);
            before = -1;
            alone = false;
        } else {
            alone = before < 0 && !line.isBlank();
            before = line.isBlank() ? -1 : start;
        }
    }

    /// A fence ends with at least as many of the marks that it began with.
    private void fence(String marks, String behind) {
        if (fence.isEmpty()) {
            fence = marks;
        } else if (marks.startsWith(fence) && behind.isBlank()) {
            fence = "";
        }
    }

    private void begin(int start, int level) {
        if (level <= this.level && start > sections.getLast()) {
            sections.add(start);
        }
    }
}
