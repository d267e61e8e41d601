use super::*;
use serde::{Serialize,Deserialize};
#[derive(Debug,Clone,Default,Serialize,Deserialize)] pub struct TextSpec{}
#[derive(Debug,Clone,Default,Serialize,Deserialize)] pub struct Reader{}
#[derive(Debug,thiserror::Error)] #[error("too long")] pub struct ReadError;
pub struct Offsets(Vec<u32>);
impl Offsets{ pub fn new(t:&str)->Offsets{let mut v=vec![0;t.len()+1];let mut n=0;for (i,_) in t.char_indices(){v[i]=n;n+=1;} v[t.len()]=n;Offsets(v)} pub fn code_point(&self,_:&str,b:u32)->usize{self.0[b as usize] as usize}}
fn keep(c:char)->bool{!matches!(c,'\u{640}'|'\u{64b}'..='\u{65f}'|'\u{670}')}
impl Reader{ pub fn new(_:&TextSpec)->Reader{Reader{}} 
 pub fn forms(&self,w:&str)->(String,String){let e:String=w.chars().filter(|c|keep(*c)).collect();let f=e.chars().map(|c|match c{'أ'|'إ'|'آ'=>'ا','ى'=>'ي','ة'=>'ه',c=>c}).collect();(e,f)}
 pub fn read(&self,t:&str)->Result<Text,ReadError>{
  let mut x=Text::default(); let cs:Vec<(usize,char)>=t.char_indices().collect(); let mut i=0; let mut open:Option<u32>=None;
  while i<cs.len(){let (b,c)=cs[i]; let mut j=i+1; let shape;
   if c.is_alphanumeric()||!keep(c){while j<cs.len()&&(cs[j].1.is_alphanumeric()||!keep(cs[j].1)){j+=1;} shape=if c.is_numeric(){Shape::Number}else{Shape::Word};}
   else if c=='\n'{shape=Shape::Paragraph} else if c.is_whitespace(){i+=1;continue;}
   else{shape=match c{'،'|','=>Shape::Comma,'؛'|';'=>Shape::Semicolon,':'=>Shape::Colon,'.'=>Shape::Stop,'؟'|'?'=>Shape::Question,'!'=>Shape::Exclamation,'-'|'–'=>Shape::Dash,'«'|'“'=>Shape::Open,'»'|'”'=>Shape::Close,'"'=>if open.is_some(){Shape::Close}else{Shape::Open},'('=>Shape::OpenBracket,')'=>Shape::CloseBracket,_=>Shape::Other};}
   let e=if j<cs.len(){cs[j].0}else{t.len()};
   let (ex,fo)=self.forms(&t[b..e]); let es=x.exact.len() as u32; x.exact+=&ex; let fs=x.folded.len() as u32; x.folded+=&fo;
   let k=x.tokens.len() as u32;
   x.tokens.push(Token{span:Span{start:b as u32,end:e as u32},shape,exact:Span{start:es,end:x.exact.len() as u32},folded:Span{start:fs,end:x.folded.len() as u32}});
   if shape==Shape::Open&&open.is_none(){open=Some(k)} else if shape==Shape::Close{if let Some(o)=open.take(){ if k>o+1 {let p=Span{start:x.tokens[o as usize+1].span.start,end:x.tokens[k as usize-1].span.end}; x.quotations.push(Quotation{open:o,close:k,pieces:vec![p],depth:0,closed:true});}}}
   if shape==Shape::Paragraph{open=None}
   i=j;}
  let n=x.tokens.len() as u32; if n>0{x.sentences.push((0,n));x.paragraphs.push((0,n));} Ok(x)}}
