#![doc = include_str!("README.md")]
#![deny(unsafe_code)]

pub mod calendar;
pub mod check;
pub mod cli;
pub mod consortium;
pub mod domain;
pub mod exchange;
pub mod game;
pub mod generate;
pub mod model;
pub mod plan;
pub mod planner;
pub mod report;
pub mod scenario;
pub mod solver;
pub mod whatif;
