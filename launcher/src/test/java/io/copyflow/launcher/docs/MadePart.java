package io.copyflow.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a page that is made from the code, between two comments that name it. {@code -Ddocs.write=true} makes it anew. */
final class MadePart {

    private MadePart() {}

    /** Compares the part with what the code has. */
    static void isAsTheCodeHasIt(String page, String part, String made) throws IOException {
        Path file = Page.ROOT.resolve(page);
        String text = Files.readString(file);
        Pattern between = Pattern.compile("(?s)(<!-- made from the code: " + Pattern.quote(part)
                + " -->\\n).*?(<!-- end of " + Pattern.quote(part) + " -->)");
        Matcher found = between.matcher(text);
        assertThat(found.find()).as("%s has a part '%s'", page, part).isTrue();
        String wanted = found.replaceFirst("$1" + Matcher.quoteReplacement(made) + "$2");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as(
                        "%s, '%s'; make it anew with: mvn -pl launcher -am test -Dtest='io.copyflow.launcher.docs.*Test'"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true",
                        page, part)
                .isEqualTo(wanted);
    }
}
