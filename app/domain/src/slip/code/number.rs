//! Natural numbers of any size: what a code is while it is being made or read.

/// A natural number: 32-bit limbs, the least first, without zeros at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::slip) struct Number(Vec<u32>);

/// What one limb-by-limb step of decimal conversion moves: nine digits.
const NINE_DIGITS: u32 = 1_000_000_000;

impl Number {
    /// Where every code starts, and where reading it must end.
    pub fn one() -> Number {
        Number(vec![1])
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        self.0 == [1]
    }

    /// Whether it is 0, which no step of the coder can make.
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// How many limbs it has: what dividing it costs.
    pub fn limbs(&self) -> usize {
        self.0.len()
    }

    /// Becomes `self · factor + addend`.
    pub fn multiply_add(&mut self, factor: u32, addend: u32) {
        let mut carry = u64::from(addend);
        for limb in &mut self.0 {
            let product = u64::from(*limb) * u64::from(factor) + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Becomes `self / divisor`; returns the remainder. `divisor` is not 0.
    pub fn divide(&mut self, divisor: u32) -> u32 {
        let mut rest = 0u64;
        for limb in self.0.iter_mut().rev() {
            let part = rest << 32 | u64::from(*limb);
            *limb = (part / u64::from(divisor)) as u32;
            rest = part % u64::from(divisor);
        }
        self.trim();
        rest as u32
    }

    /// Drops the zeros at the end.
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// The number in decimal, without leading zeros.
    pub fn to_decimal(&self) -> String {
        let mut rest = self.clone();
        let mut groups = Vec::new();
        while !rest.is_zero() {
            groups.push(rest.divide(NINE_DIGITS));
        }
        let mut decimal = String::with_capacity(groups.len() * 9);
        for (place, group) in groups.iter().rev().enumerate() {
            decimal += &if place == 0 { format!("{group}") } else { format!("{group:09}") };
        }
        decimal
    }

    /// Reads decimal digits; anything else counts as a digit 0 and must have been refused before.
    pub fn from_decimal(digits: &[u8]) -> Number {
        // A server reads every slip that comes, so it goes by 64 bits and nineteen digits: a quarter of the steps.
        let mut limbs: Vec<u64> = Vec::with_capacity(digits.len() / 19 + 1);
        for group in digits.chunks(19) {
            let (mut scale, mut carry) = (1u64, 0u64);
            for digit in group {
                scale *= 10;
                carry = carry * 10 + u64::from(digit.wrapping_sub(b'0') % 10);
            }
            for limb in &mut limbs {
                let product = u128::from(*limb) * u128::from(scale) + u128::from(carry);
                *limb = product as u64;
                carry = (product >> 64) as u64;
            }
            if carry > 0 {
                limbs.push(carry);
            }
        }
        let mut number = Number(limbs.into_iter().flat_map(|limb| [limb as u32, (limb >> 32) as u32]).collect());
        number.trim();
        number
    }

    /// The number as bytes, the greatest first, without leading zeros.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 4);
        self.0.iter().rev().for_each(|limb| bytes.extend(limb.to_be_bytes()));
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        bytes.drain(..zeros);
        bytes
    }

    /// Reads bytes, the greatest first.
    pub fn from_bytes(bytes: &[u8]) -> Number {
        let mut number = Number(Vec::new());
        for byte in bytes {
            number.multiply_add(256, u32::from(*byte));
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_keeps_its_zeros_inside_and_none_before() {
        let digits = b"1000000000000000000000000000001";
        assert_eq!(Number::from_decimal(digits).to_decimal().as_bytes(), digits);
        assert_eq!(Number::from_decimal(b"0007").to_decimal(), "7");
        assert_eq!(Number::from_bytes(&[1, 0, 0, 0, 0]).to_decimal(), "4294967296");
    }

    proptest! {
        #[test]
        fn decimal_and_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let number = Number::from_bytes(&bytes);
            prop_assert_eq!(&Number::from_decimal(number.to_decimal().as_bytes()), &number);
            prop_assert_eq!(&Number::from_bytes(&number.to_bytes()), &number);
        }

        #[test]
        fn dividing_undoes_multiplying(bytes in prop::collection::vec(any::<u8>(), 0..40), factor in 1u32.., addend: u32) {
            let number = Number::from_bytes(&bytes);
            let mut other = number.clone();
            other.multiply_add(factor, addend % factor);
            prop_assert_eq!(other.divide(factor), addend % factor);
            prop_assert_eq!(other, number);
        }
    }
}
