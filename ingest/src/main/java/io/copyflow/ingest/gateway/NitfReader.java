package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.UnreadableInputException;
import java.util.Locale;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * NITF 3.x. Pictures and videos stand where {@code media} does ({@link NitfMedia}); {@code note}, {@code ed-msg} and
 * everything not named here is passed over.
 */
final class NitfReader {

    boolean recognises(Element root) {
        return root.getName().equals("nitf");
    }

    ReadItem read(Element root) {
        Notes notes = new Notes();
        Element facts = Xml.first(root, "head", "docdata");
        String id = Xml.attribute(Xml.first(facts, "doc-id"), "id-string");
        if (id == null || id.isBlank()) {
            throw new UnreadableInputException(
                    "field-missing", "Expected an id at head/docdata/doc-id/@id-string, but there is none. Add it.");
        }
        Element top = Xml.first(root, "body", "body.head");
        String status = Xml.attribute(facts, "management-status");
        boolean isEmbargoed =
                status != null && status.strip().toLowerCase(Locale.ROOT).equals("embargoed");
        String version = Xml.attribute(Xml.first(facts, "du-key"), "version");
        String issued = Xml.attribute(Xml.first(facts, "date.issue"), "norm");
        Element urgency = Xml.first(facts, "urgency");
        return DraftBuilder.wire(id, notes)
                .version(version == null || version.isBlank() ? issued : version)
                .status(isEmbargoed ? "usable" : status, "management-status")
                .embargo(
                        isEmbargoed
                                ? Embargoes.of(
                                        Xml.attribute(Xml.first(facts, "date.release"), "norm"), "date.release", notes)
                                : null)
                .correction(Xml.first(facts, "correction") != null)
                .urgency(Xml.attribute(urgency, "ed-urg"), "urgency/@ed-urg")
                .language(Xml.attribute(root, "lang"))
                .head(SegmentKind.HEADLINE, headline(root), "hedline")
                .head(SegmentKind.STANDFIRST, Xml.text(top, "abstract"), "abstract")
                .head(SegmentKind.BYLINE, Xml.text(top, "byline"), "byline")
                .head(SegmentKind.DATELINE, Xml.text(top, "dateline"), "dateline")
                .body(body(root, notes))
                .build("body.head/hedline/hl1", "body.content");
    }

    @Nullable
    String headline(Element root) {
        String headline = Xml.text(root, "body", "body.head", "hedline", "hl1");
        return headline == null || headline.isBlank() ? Xml.text(root, "head", "title") : headline;
    }

    /** The text, and the pictures in it. */
    Body body(Element root, Notes notes) {
        Element content = Xml.first(root, "body", "body.content");
        return content == null ? Body.NONE : HtmlBlocks.body(Xml.html(content, true), "body.content", notes);
    }
}
