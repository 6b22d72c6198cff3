package dev.didact.engine.internal.split;

import dev.didact.engine.internal.split.Split.Unit;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into passages.
///
/// Each section of the text is taken apart into sentences, none of which crosses the empty line between two paragraphs.
/// A sentence that is more than a passage may hold is cut between words, and a word that is longer still where it must
/// be. Passages are then filled with whole sentences. One that is full ends at the last end of a paragraph in its
/// second half, or else at the end of a sentence. The next one begins where it ended, or so many sentences earlier as
/// the overlap allows. White space around a passage belongs to none. The work grows with the length of the text.
final class Splitter {
    /// Atomic, so that a carriage return and its line feed are one end of a line and not two.
    private static final Pattern EMPTY_LINE = Pattern.compile("(?>\\R)\\h*(?>\\R)\\s*");

    private final Split split;

    Splitter(Split split) {
        this.split = split;
    }

    /// A part of a text, as characters `[start, end)`.
    record Span(int start, int end) {}

    /// A part of a text that stays whole, and where it lies on the scale that passages are measured by: what two of
    /// them take together, and what is between them, is the `to` of the later less the `from` of the earlier.
    private record Atom(int start, int end, long from, long to, boolean endsParagraph) {}

    /// The passages of a text, in order.
    List<Span> split(String text) {
        var passages = new ArrayList<Span>();
        List<Integer> sections = Headings.sections(text, split.headings());
        for (int i = 0; i < sections.size(); i++) {
            int end = i + 1 < sections.size() ? sections.get(i + 1) : text.length();
            fill(new Atoms(text).of(sections.get(i), end), passages);
        }
        return passages;
    }

    private void fill(List<Atom> atoms, List<Span> passages) {
        int first = 0;
        int covered = 0;
        while (covered < atoms.size()) {
            int end = endOf(atoms, first, covered);
            passages.add(new Span(atoms.get(first).start, atoms.get(end - 1).end));
            covered = end;
            first = covered < atoms.size() ? beginningOf(atoms, first, covered) : covered;
        }
    }

    /// The end of the passage that begins at `first` and must go beyond `covered`.
    private int endOf(List<Atom> atoms, int first, int covered) {
        int paragraph = -1;
        int end = first;
        while (end < atoms.size() && (end <= covered || size(atoms, first, end) <= split.atMost())) {
            end++;
            if (atoms.get(end - 1).endsParagraph
                    && end > covered
                    && size(atoms, first, end - 1) * 2 >= split.atMost()) {
                paragraph = end;
            }
        }
        return end == atoms.size() || paragraph < 0 ? end : paragraph;
    }

    /// Where the passage behind `covered` begins: earlier than there by the overlap, as far as the next sentence still
    /// fits in.
    private int beginningOf(List<Atom> atoms, int before, int covered) {
        int first = covered;
        while (first - 1 > before
                && size(atoms, first - 1, covered - 1) <= split.overlap()
                && size(atoms, first - 1, covered) <= split.atMost()) {
            first--;
        }
        return first;
    }

    /// What the atoms from one to another take, both included.
    private static long size(List<Atom> atoms, int first, int last) {
        return atoms.get(last).to - atoms.get(first).from;
    }

    /// Takes a text apart.
    private final class Atoms {
        private final String text;
        private final List<Atom> atoms = new ArrayList<>();
        private long position;
        private int counted;

        Atoms(String text) {
            this.text = text;
        }

        List<Atom> of(int from, int to) {
            counted = from;
            Matcher emptyLine = EMPTY_LINE.matcher(text).region(from, to);
            int start = from;
            while (start < to) {
                boolean found = emptyLine.find();
                paragraph(start, found ? emptyLine.start() : to);
                start = found ? emptyLine.end() : to;
            }
            return atoms;
        }

        private void paragraph(int start, int end) {
            int before = atoms.size();
            if (split.unit() == Unit.PARAGRAPHS) {
                pieces(start, end);
            } else {
                BreakIterator borders = BreakIterator.getSentenceInstance(Locale.ROOT);
                borders.setText(text.substring(start, end));
                int from = 0;
                for (int to = borders.next(); to != BreakIterator.DONE; to = borders.next()) {
                    pieces(start + from, start + to);
                    from = to;
                }
            }
            if (atoms.size() > before) {
                Atom last = atoms.removeLast();
                atoms.add(new Atom(last.start, last.end, last.from, last.to, true));
            }
        }

        /// Adds what stands between white space, in pieces where it is more than a passage may hold.
        private void pieces(int start, int end) {
            int begin = -1;
            int last = start;
            int words = 0;
            int characters = 0;
            boolean inWord = false;
            for (int at = start; at < end; ) {
                int character = text.codePointAt(at);
                int next = at + Character.charCount(character);
                if (blank(character)) {
                    inWord = false;
                } else {
                    boolean alone = standsAlone(character);
                    boolean begins = alone || !inWord;
                    if (begin >= 0 && isFull(words, begins, characters, at)) {
                        atom(begin, last, words);
                        begin = -1;
                        words = 0;
                        characters = 0;
                    }
                    words += begins || begin < 0 ? 1 : 0;
                    begin = begin < 0 ? at : begin;
                    inWord = !alone;
                    last = next;
                }
                characters += begin < 0 ? 0 : 1;
                at = next;
            }
            if (begin >= 0) {
                atom(begin, last, words);
            }
        }

        /// Whether the piece so far must end before a character: by words where one begins there, by characters also
        /// where the word that begins there would not fit in.
        private boolean isFull(int words, boolean begins, int characters, int at) {
            return switch (split.unit()) {
                case WORDS -> begins && words == split.atMost();
                case CHARACTERS ->
                    characters >= split.atMost() || (begins && characters + lengthOfWord(at) > split.atMost());
                case SENTENCES, PARAGRAPHS -> false;
            };
        }

        /// Characters of the word that begins here, as far as they matter.
        private int lengthOfWord(int start) {
            if (standsAlone(text.codePointAt(start))) {
                return 1;
            }
            int length = 0;
            int at = start;
            while (at < text.length() && length <= split.atMost()) {
                int character = text.codePointAt(at);
                if (blank(character) || standsAlone(character)) {
                    break;
                }
                length++;
                at += Character.charCount(character);
            }
            return length;
        }

        private void atom(int start, int end, int words) {
            long from = switch (split.unit()) {
                case WORDS, SENTENCES, PARAGRAPHS -> position;
                case CHARACTERS -> position + text.codePointCount(counted, start);
            };
            position = switch (split.unit()) {
                case WORDS -> from + words;
                case SENTENCES, PARAGRAPHS -> from + 1;
                case CHARACTERS -> from + text.codePointCount(start, end);
            };
            counted = end;
            atoms.add(new Atom(start, end, from, position, false));
        }
    }

    static boolean blank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean standsAlone(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(character);
            default -> false;
        };
    }
}
