//! Whether a page can be read in a time that has to do with its size.
//!
//! Reading HTML looks back over all elements that are open, and puts formatting that was never ended round everything that follows: a page of a few thousand tags can stand for
//! millions of elements, and one of some hundred thousand open ones takes minutes. So a page is first read by the same parser into a tree of which only the number of its elements
//! and the depth are kept, a little at a time, and given up where it goes too far.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Elements of a page; a page with more is no article.
const ELEMENTS: usize = 200_000;

/// Elements inside each other.
const DEPTH: usize = 512;

/// So many bytes are read between two looks.
const PIECE: usize = 1 << 10;

/// What takes longer was made to: a tag of a million attributes can be found out in no other way.
const PATIENCE: Duration = Duration::from_secs(10);

/// Nothing, or why a page is not read.
pub(super) fn check(html: &str) -> Result<(), String> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Watch::default(), options);
    let begun = Instant::now();
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(boundary(rest, PIECE));
        rest = behind;
        parser.process(StrTendril::from(piece));
        let watch = &parser.tokenizer.sink.sink;
        if watch.elements.get() > ELEMENTS {
            return Err(format!("more than {ELEMENTS} elements"));
        }
        if watch.deepest.get() > DEPTH {
            return Err(format!("more than {DEPTH} elements inside each other"));
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!("not read after {} seconds", PATIENCE.as_secs()));
        }
    }
    Ok(())
}

/// A tree of which only the size is kept.
struct Watch {
    root: Node,
    elements: Cell<usize>,
    deepest: Cell<usize>,
}

type Node = Rc<Element>;

struct Element {
    name: QualName,
    depth: Cell<usize>,
}

fn node(name: QualName) -> Node {
    let depth = Cell::new(0);
    Rc::new(Element { name, depth })
}

fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl Default for Watch {
    fn default() -> Watch {
        Watch {
            root: node(nameless()),
            elements: Cell::new(0),
            deepest: Cell::new(0),
        }
    }
}

impl Watch {
    fn place(&self, child: NodeOrText<Node>, depth: usize) {
        if let NodeOrText::AppendNode(child) = child {
            child.depth.set(depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }

    fn add(&self, name: QualName) -> Node {
        self.elements.set(self.elements.get() + 1);
        node(name)
    }
}

impl TreeSink for Watch {
    type Handle = Node;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Node {
        Rc::clone(&self.root)
    }

    fn elem_name<'a>(&'a self, target: &'a Node) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Node {
        self.add(name)
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        self.add(nameless())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        self.add(nameless())
    }

    fn append(&self, parent: &Node, child: NodeOrText<Node>) {
        self.place(child, parent.depth.get() + 1);
    }

    fn append_based_on_parent_node(&self, _: &Node, before: &Node, child: NodeOrText<Node>) {
        self.place(child, before.depth.get() + 1);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Node) -> Node {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Node, other: &Node) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Node, child: NodeOrText<Node>) {
        self.place(child, sibling.depth.get());
    }

    fn add_attrs_if_missing(&self, _: &Node, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Node) {}

    fn reparent_children(&self, _: &Node, _: &Node) {}

    fn maybe_clone_an_option_into_selectedcontent(&self, _: &Node) {}
}

/// The last character boundary of a text that is not beyond a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn pages_that_would_take_for_ever_are_given_up() {
        for (page, why) in [
            ("<div>".repeat(100_000), "inside each other"),
            ("<b><p>".repeat(100_000), "elements"),
            ("<zzz>".repeat(100_000), "inside each other"),
            (
                "<svg>".to_owned() + &"<g>".repeat(9000),
                "inside each other",
            ),
            ("<br>".repeat(300_000), "elements"),
            // Formatting that is never ended is put round all that follows, and each is another.
            (
                (0..3000)
                    .map(|number| format!("<p><b id={number}></p>"))
                    .collect(),
                "elements",
            ),
        ] {
            let found = check(&page).unwrap_err();
            assert!(found.contains(why), "{found}");
        }
    }

    #[test]
    fn other_pages_are_read() {
        let page = format!(
            "<html><body>{}<script>{}</script><table><tr><td>x<td>y</table>",
            "<div><p>one<p>two</div>".repeat(1000),
            "if (a<b) x = '<div>';".repeat(1000),
        );
        assert_eq!(check(&page), Ok(()));
        assert_eq!(check(""), Ok(()));
    }
}
