#![doc = include_str!("README.md")]
#![deny(unsafe_code)]

pub mod calendar;
pub mod domain;
pub mod model;
pub mod plan;
pub mod solver;
