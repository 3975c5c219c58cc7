package io.copyflow.translate.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Rules of XLIFF 2's modules that neither the schemas nor Okapi check: of size restriction, resource data and change
 * tracking. Ends the parsing where one is broken.
 */
final class ModuleRules extends XMLFilterImpl {

    static final String CHANGE_TRACKING = "urn:oasis:names:tc:xliff:changetracking:2.0";
    private static final String SIZE = "urn:oasis:names:tc:xliff:sizerestriction:2.0";
    private static final String RESOURCES = "urn:oasis:names:tc:xliff:resourcedata:2.0";

    private static final Set<String> ENCLOSING = Set.of("file", "group", "unit");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*[.,]?\\d+");

    private final Deque<Enclosing> enclosing = new ArrayDeque<>();
    private @Nullable Locator locator;
    private @Nullable Resource resource;
    private @Nullable Revisions revisions;
    /** Of the revision that is open. */
    private final Set<String> properties = new HashSet<>();

    private int depth;
    /** The depth of the size data that is open; 0 when none is. */
    private int sizeData;

    ModuleRules(XMLReader parent) {
        super(parent);
    }

    /** A file, group or unit, with what others may refer to in it. */
    private static final class Enclosing {
        private final Set<String> sizeIds = new HashSet<>();
        private final Map<String, Set<String>> attributesById = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private final List<Revisions> tracked = new ArrayList<>();
    }

    /** The revisions of one element. */
    private record Revisions(
            @Nullable String appliesTo, @Nullable String ref, List<String> properties) {}

    /** A resource's source or target. */
    private static final class Resource {
        private final boolean hasAddress;
        private final int depth;
        private boolean hasContent;

        Resource(boolean hasAddress, int depth) {
            this.hasAddress = hasAddress;
            this.depth = depth;
        }
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) throws SAXException {
        depth++;
        if (resource != null) {
            resource.hasContent = true;
        }
        sizes(attributes);
        Enclosing within = enclosing.peek();
        if (within != null) {
            String id = attributes.getValue("id");
            if (sizeData > 0 && id != null) {
                within.sizeIds.add(id);
            }
            within.counts.merge(name, 1, Integer::sum);
            if (id != null) {
                within.attributesById.put(id, names(attributes));
            }
        }
        if (Xliff2Reader.isCore(uri) && ENCLOSING.contains(name)) {
            enclosing.push(new Enclosing());
        } else if (uri.equals(SIZE) && name.equals("data")) {
            sizeData = depth;
        } else if (uri.equals(RESOURCES) && (name.equals("source") || name.equals("target"))) {
            resource = new Resource(attributes.getValue("href") != null, depth);
        } else if (uri.equals(CHANGE_TRACKING)) {
            track(name, attributes);
        }
        super.startElement(uri, name, qName, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
        if (sizeData == depth) {
            sizeData = 0;
        }
        Resource ended = resource;
        if (ended != null && ended.depth == depth) {
            resource = null;
            if (ended.hasAddress == ended.hasContent) {
                throw broken("a resource's " + name + " has either an href or a content, and this one has "
                        + (ended.hasAddress ? "both" : "neither"));
            }
        }
        if (Xliff2Reader.isCore(uri) && ENCLOSING.contains(name)) {
            revisions(enclosing.pop());
        }
        depth--;
        super.endElement(uri, name, qName);
    }

    @Override
    public void characters(char[] ch, int start, int length) throws SAXException {
        if (resource != null) {
            resource.hasContent = true;
        }
        super.characters(ch, start, length);
    }

    private void sizes(Attributes attributes) throws SAXException {
        String info = attributes.getValue(SIZE, "sizeInfo");
        String ref = attributes.getValue(SIZE, "sizeInfoRef");
        if (info != null && ref != null) {
            throw broken("an element has either sizeInfo or sizeInfoRef, and this one has both");
        }
        if (ref != null && enclosing.stream().noneMatch(outer -> outer.sizeIds.contains(ref))) {
            throw broken("sizeInfoRef refers to size data beside the element or around it, and there is no '"
                    + Excerpt.of(ref) + "'");
        }
        if (info != null
                && NUMBER.matcher(info).matches()
                && !INTEGER.matcher(info).matches()) {
            throw broken("a sizeInfo that is a number is an integer, and this one is '" + Excerpt.of(info) + "'");
        }
        String storage = attributes.getValue(SIZE, "equivStorage");
        if (storage != null && !INTEGER.matcher(storage).matches()) {
            throw broken("equivStorage is an integer, and this one is '" + Excerpt.of(storage) + "'");
        }
    }

    private void track(String name, Attributes attributes) throws SAXException {
        Enclosing within = enclosing.peek();
        if (within == null) {
            return;
        }
        if (name.equals("revisions")) {
            revisions = new Revisions(attributes.getValue("appliesTo"), attributes.getValue("ref"), new ArrayList<>());
            within.tracked.add(revisions);
        } else if (name.equals("revision")) {
            properties.clear();
        } else if (name.equals("item") && revisions != null && attributes.getValue("property") != null) {
            String property = attributes.getValue("property");
            if (!properties.add(property)) {
                throw broken("a revision has one value of a property, and this one has two of '" + Excerpt.of(property)
                        + "'");
            }
            revisions.properties().add(property);
        }
    }

    private void revisions(Enclosing within) throws SAXException {
        for (Revisions tracked : within.tracked) {
            String ref = tracked.ref();
            if (ref == null) {
                if (tracked.appliesTo() != null && within.counts.getOrDefault(tracked.appliesTo(), 0) > 1) {
                    throw broken("revisions of one of several elements '" + Excerpt.of(tracked.appliesTo())
                            + "' need a ref, and these have none");
                }
                continue;
            }
            Set<String> attributes = within.attributesById.get(ref);
            if (attributes == null) {
                throw broken("revisions refer to an element beside them, and there is no '" + Excerpt.of(ref) + "'");
            }
            for (String property : tracked.properties()) {
                if (!property.equals("content") && !attributes.contains(property)) {
                    throw broken("a revision's property is 'content' or an attribute of what was revised, and '"
                            + Excerpt.of(property) + "' is neither");
                }
            }
        }
    }

    private static Set<String> names(Attributes attributes) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            names.add(attributes.getLocalName(i));
        }
        return names;
    }

    private SAXParseException broken(String rule) {
        return new SAXParseException(rule + ".", locator);
    }
}
