//! Reads JSON with the browser's own parser.
//!
//! What a phone reads was written by this very program or its server. So nothing is looked for that was not asked for: a struct's fields
//! are taken by their names, in the order in which it lists them. That makes the reading of a form a third of what a parser of our own
//! would be, and a phone has to fetch all of it before a page is live.

use js_sys::{Array, JSON, Object, Reflect};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value; `None` if the text is not JSON, or is JSON of something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Value(JSON::parse(text).ok()?)).ok()
}

/// The text is of something else. Nobody is told more: whoever reads says what it means that this could not be read.
#[derive(Debug)]
struct Other;

impl Error for Other {
    fn custom<T: std::fmt::Display>(_: T) -> Other {
        Other
    }
}

impl std::error::Error for Other {}

impl std::fmt::Display for Other {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON of something else")
    }
}

/// A value as the browser holds it.
struct Value(JsValue);

impl Value {
    /// Whole numbers of JSON are exact up to 2⁵³; ours are smaller by far.
    #[allow(clippy::cast_possible_truncation)]
    fn number(&self) -> Result<i64, Other> {
        self.0.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64).ok_or(Other)
    }

    fn text(&self) -> Result<String, Other> {
        self.0.as_string().ok_or(Other)
    }

    fn field(&self, name: &str) -> Value {
        Value(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    fn elements(self) -> Result<Elements, Other> {
        Ok(Elements { all: self.0.dyn_into().map_err(|_| Other)?, next: 0 })
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Other;

    /// Nothing of ours leaves open what it is: a type that asks for a kind that is not below cannot be read here.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Other> {
        Err(Other)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_bool(self.0.as_bool().ok_or(Other)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_i64(self.number()?)
    }

    // A type that has no negative numbers refuses them itself.
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        if self.0.is_null() || self.0.is_undefined() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_seq(self.elements()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        let object: Object = self.0.dyn_into().map_err(|_| Other)?;
        visitor.visit_map(Pairs { pairs: Elements { all: Object::entries(&object), next: 0 }, value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Other> {
        if !self.0.is_object() {
            return Err(Other);
        }
        visitor.visit_seq(Fields { object: self, fields })
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Other> {
        if self.0.is_string() {
            return visitor.visit_enum(Variant { name: self, content: Value(JsValue::UNDEFINED) });
        }
        let only = Object::entries(self.0.dyn_ref().ok_or(Other)?).get(0);
        let pair: Array = only.dyn_into().map_err(|_| Other)?;
        visitor.visit_enum(Variant { name: Value(pair.get(0)), content: Value(pair.get(1)) })
    }

    serde::forward_to_deserialize_any! { i8 i16 i32 i128 u128 f32 f64 bytes byte_buf unit unit_struct tuple_struct ignored_any }
}

/// The elements of an array.
struct Elements {
    all: Array,
    next: u32,
}

impl Elements {
    fn next(&mut self) -> Option<Value> {
        let at = self.next;
        self.next += 1;
        (at < self.all.length()).then(|| Value(self.all.get(at)))
    }
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Other;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Other> {
        self.next().map(|value| seed.deserialize(value)).transpose()
    }
}

/// The fields that a struct asks for, in its order.
struct Fields {
    object: Value,
    fields: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Other;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Other> {
        let Some((name, rest)) = self.fields.split_first() else { return Ok(None) };
        self.fields = rest;
        seed.deserialize(self.object.field(name)).map(Some)
    }
}

/// The names and values of an object that is no struct.
struct Pairs {
    pairs: Elements,
    value: Option<JsValue>,
}

impl<'de> MapAccess<'de> for Pairs {
    type Error = Other;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Other> {
        let Some(Value(pair)) = self.pairs.next() else { return Ok(None) };
        let pair: Array = pair.unchecked_into();
        self.value = Some(pair.get(1));
        seed.deserialize(Value(pair.get(0))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Other> {
        seed.deserialize(Value(self.value.take().ok_or(Other)?))
    }
}

/// One of several: its name, and what it holds.
struct Variant {
    name: Value,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Other;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Other> {
        Ok((seed.deserialize(self.name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Other;

    fn unit_variant(self) -> Result<(), Other> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Other> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Other> {
        self.deserialize_struct("", fields, visitor)
    }
}
